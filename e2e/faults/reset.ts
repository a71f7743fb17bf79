import type { Fault } from './fault';

/**
 * Every open connection ends with a reset, as a crashed or forgetful peer does it.
 *
 *   C <--RST-- X   S
 */
export function reset(): Fault {
  return {
    kind: 'reset',
    begin(proxy, { struck }) {
      for (const link of proxy.links) {
        if (link.ended || link.swallowed) continue;
        link.cut('rst');
        struck(link);
      }
    },
  };
}
