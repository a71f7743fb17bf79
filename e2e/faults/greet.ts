import type { Fault, How } from './fault';

/**
 * A new connection is accepted and ended at once: a proxy without a server behind it.
 *
 *   C --connect--> |X
 */
export function greet(how: How): Fault {
  return {
    kind: 'greet',
    options: { how },
    open(link, { struck }) {
      link.cut(how);
      struck(link);
    },
  };
}
