import type { Fault } from './fault';
import type { Link } from './link';

/**
 * What is sent is lost, and nobody is told: a pulled cable, a forgetful load balancer. Connections
 * that were in it are lost for good; those made after it is over work.
 *
 *   C -----> o    S
 *   C    o <----- S
 */
export function blackhole(): Fault {
  return {
    kind: 'blackhole',
    begin(proxy, { struck }) {
      for (const link of proxy.links) if (!link.ended) swallow(link, struck);
    },
    open: (link, { struck }) => swallow(link, struck),
    pass: () => [],
    end: (proxy) => proxy.loseSwallowed(),
  };
}

function swallow(link: Link, struck: (link: Link) => void): void {
  link.swallowed = true;
  struck(link);
}
