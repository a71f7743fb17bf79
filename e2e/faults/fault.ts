import type { FaultProxy } from './proxy';
import type { Link } from './link';
import type { Piece } from './wire';

/** rst: connection reset by peer; fin: closed in good order; silence: nobody is told. */
export type How = 'rst' | 'fin' | 'silence';

export type Way = 'to server' | 'to client';

/** One fault, in one file. Several may act at once: what one lets through, the next is given. */
export type Fault = {
  /** What it is counted under. */
  kind: string;
  /** What it was asked to do, for whoever reads along. */
  options?: object;
  /** It starts. What has no `open` and no `pass` either is over at once, unless it has an `end`. */
  begin?: (proxy: FaultProxy, running: Scene) => void;
  /** A client has connected; the server has not been asked yet. */
  open?: (link: Link, scene: Scene) => void | Promise<void>;
  /** Bytes under way: what is yielded goes on, in that order. */
  pass?: (piece: Piece, way: Way, link: Link, scene: Scene) => Pieces;
  /** It is over. */
  end?: (proxy: FaultProxy) => void | Promise<void>;
};

export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** What a fault is told, and tells. */
export type Scene = {
  /** Aborts when the fault is over. */
  over: AbortSignal;
  /** It took place; a connection counts once. */
  struck: (link?: Link) => void;
  /** It has nothing left to do. */
  spent: () => void;
};
