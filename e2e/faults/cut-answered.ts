import { Aim, type CutOptions } from './aim';
import type { Fault } from './fault';

/**
 * The connection ends when the server has run the statement and said so: the client does not hear of it.
 *
 *   C -----> S
 *   C  X<--- S
 */
export function cutAnswered(options: CutOptions): Fault {
  const aim = new Aim(options);
  return {
    kind: 'cut answered',
    options,
    pass(piece, way, link, scene) {
      if (way === 'to server') aim.take(piece, link);
      if (way === 'to server' || !aim.isTarget(piece, link)) return [piece];
      if (piece.ready) aim.hit(link, scene);
      return [];
    },
  };
}
