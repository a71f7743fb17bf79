import type { Fault } from './fault';

/**
 * Nobody listens: connection refused. Open connections stay. It counts once, for whom the system refuses is not seen.
 *
 *   C --connect--> X
 */
export function refuse(): Fault {
  return {
    kind: 'refuse',
    begin(proxy, { struck }) {
      proxy.refuse();
      struck();
    },
    end: (proxy) => proxy.listenAgain(),
  };
}
