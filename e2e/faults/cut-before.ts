import { Aim, type CutOptions } from './aim';
import type { Fault } from './fault';

/**
 * The connection ends before the statement is sent: the server never runs it.
 *
 *   C --X   S
 */
export function cutBefore(options: CutOptions): Fault {
  const aim = new Aim(options);
  return {
    kind: 'cut before',
    options,
    pass(piece, way, link, scene) {
      if (way === 'to client' || !aim.take(piece, link)) return [piece];
      aim.hit(link, scene);
      return [];
    },
  };
}
