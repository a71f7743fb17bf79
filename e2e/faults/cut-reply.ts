import { Aim, type CutOptions } from './aim';
import type { Fault } from './fault';
import { split } from './wire';

/**
 * The connection ends in the middle of the answer: the client gets half of the first of it that arrives.
 *
 *   C -----> S
 *   C <-X--- S
 */
export function cutReply(options: CutOptions): Fault {
  const aim = new Aim(options);
  return {
    kind: 'cut reply',
    options,
    pass(piece, way, link, scene) {
      if (way === 'to server') aim.take(piece, link);
      if (way === 'to server' || !aim.isTarget(piece, link)) return [piece];
      const [half] = split(piece, Math.ceil(piece.bytes.length / 2));
      return [{ ...half, after: () => aim.hit(link, scene) }];
    },
  };
}
