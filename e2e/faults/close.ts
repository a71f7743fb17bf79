import type { Fault } from './fault';

/**
 * Every open connection ends in good order, as a server does it that stops.
 *
 *   C <--FIN-- X   S
 */
export function close(): Fault {
  return {
    kind: 'close',
    begin(proxy, { struck }) {
      for (const link of proxy.links) {
        if (link.ended || link.swallowed) continue;
        link.cut('fin');
        struck(link);
      }
    },
  };
}
