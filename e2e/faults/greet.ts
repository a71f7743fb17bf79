import type { Fault, How } from './link';

/**
 * A new connection is accepted and ended at once: a proxy without a server behind it.
 *
 *   C --connect--> |X
 */
export function greet(how: How): Fault {
  return { open: (link) => link.cut(how) };
}
