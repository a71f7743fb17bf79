import { Aim, type CutOptions } from './aim';
import type { Fault } from './fault';

/**
 * The connection ends after the statement is sent: the server has it, and may or may not have run it.
 *
 *   C -----> S
 *   C --X    S
 */
export function cutSent(options: CutOptions): Fault {
  const aim = new Aim(options);
  return {
    kind: 'cut sent',
    options,
    pass(piece, way, link, scene) {
      if (way === 'to client') return [piece];
      aim.take(piece, link);
      if (!piece.asks || !aim.isTarget(piece, link)) return [piece];
      return [{ ...piece, after: () => aim.hit(link, scene) }];
    },
  };
}
