import type { Fault } from './link';

/**
 * What is sent is lost, and nobody is told: a pulled cable, a forgetful load balancer. Connections
 * that were in it are lost for good; those made after it is over work.
 *
 *   C -----> o    S
 *   C    o <----- S
 */
export function blackhole(): Fault {
  return {
    open(link) {
      link.swallowed = true;
    },
    pass(_bytes, _way, link) {
      link.swallowed = true;
      return [];
    },
  };
}
