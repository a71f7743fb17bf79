import type { How, Scene } from './fault';
import type { Link } from './link';
import type { Piece } from './wire';

/** A statement: its first word ('commit', 'insert'), or a pattern of its SQL. */
export type Statement = string | RegExp;

export function patternOf(at: Statement): RegExp {
  if (typeof at === 'string') return new RegExp(`^\\s*${at}\\b`, 'i');
  // Those two would make it remember where it stood.
  return new RegExp(at.source, at.flags.replace(/[gy]/g, ''));
}

export type CutOptions = {
  at: Statement;
  /** How many times; then the fault is over. */
  times?: number;
  how?: How;
};

/** Which statements are meant, and how many more of them. */
export class Aim {
  readonly how: How;
  readonly #pattern: RegExp;
  #left: number;
  /** Connections on which such a statement is under way, and its number there. */
  readonly #targets = new Map<Link, number>();

  constructor({ at, times = 1, how = 'rst' }: CutOptions) {
    this.how = how;
    this.#left = times;
    this.#pattern = patternOf(at);
  }

  /** Whether a statement that is meant begins, and none is too many. It is aimed at from then on. */
  take(piece: Piece, link: Link): boolean {
    if (piece.sql === undefined || this.#targets.has(link)) return false;
    for (const other of this.#targets.keys()) if (other.ended) this.#targets.delete(other);
    if (this.#targets.size >= this.#left || !this.#pattern.test(piece.sql)) return false;
    this.#targets.set(link, piece.question);
    return true;
  }

  /** Whether this belongs to a statement that is aimed at, or to its answer. */
  isTarget(piece: Piece, link: Link): boolean {
    return this.#targets.get(link) === piece.question;
  }

  hit(link: Link, { struck, spent }: Scene): void {
    link.cut(this.how);
    this.#targets.delete(link);
    this.#left -= 1;
    struck(link);
    if (this.#left === 0) spent();
  }
}
