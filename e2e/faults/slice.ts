import type { Fault } from './fault';
import { pause } from './pause';
import { type Piece, split } from './wire';

/**
 * Messages arrive in slices of `size` bytes, `ms` apart: whoever takes a packet for a message falls.
 *
 *   C --[a][b][c]--> S
 */
export function slice(size: number, ms = 0): Fault {
  return {
    kind: 'slice',
    options: { size, ms },
    async *pass(piece, _way, link, { over, struck }) {
      struck(link);
      let first = true;
      for (const part of slices(piece, size)) {
        if (!first) await pause(ms, over);
        first = false;
        yield part;
      }
    },
  };
}

/** A piece in parts of `size` bytes, the last one smaller. */
export function* slices(piece: Piece, size: number): Generator<Piece> {
  for (let rest: Piece | undefined = piece; rest;) {
    const [part, others] = split(rest, size);
    yield part;
    rest = others;
  }
}
