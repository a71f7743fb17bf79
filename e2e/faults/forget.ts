import type { Fault } from './fault';
import type { Link } from './link';

/**
 * The connections that are open now are forgotten, as load balancers do it with idle ones: neither side is told, and
 * whoever sends on one is answered with a reset. New ones work.
 *
 *   C ----> ?       S
 *   C <--RST-- ?    S
 */
export function forget(): Fault {
  const forgotten = new WeakSet<Link>();
  return {
    kind: 'forget',
    begin(proxy) {
      for (const link of proxy.links) forgotten.add(link);
    },
    pass(piece, way, link, { struck }) {
      if (!forgotten.has(link)) return [piece];
      if (way === 'to server') {
        link.cut('rst');
        struck(link);
      }
      return [];
    },
  };
}
