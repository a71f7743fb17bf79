import { write, writeSync } from 'node:fs';

/** ms that lines wait for each other, to be written together; for a reader who has no room for more; and for him at the end. */
const patience = { lines: 100, reader: 5, end: 2_000 };

/** Bytes that may wait for a slow reader; what comes beyond is lost, and the shop not held up. */
const most = 4 * 1024 * 1024;

/** Bytes of a piece of what waits. */
const size = 128 * 1024;

/** Bytes that a character takes in UTF-8 at most. */
const widest = 3;

/** Nobody wakes who waits on it: it is for sleeping while nothing else may happen. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Lines that wait, as bytes: strings of them would be moved about by the garbage collector until they are written. */
class Piece {
  readonly bytes: Buffer;
  /** Bytes that have lines in them, and those of them that are written. */
  used = 0;
  written = 0;

  constructor(bytes: number) {
    this.bytes = Buffer.allocUnsafe(bytes);
  }

  get rest(): Buffer {
    return this.bytes.subarray(this.written, this.used);
  }
}

/**
 * Writes lines to a file descriptor in the background: whoever reads may be slow, or gone. What
 * still waits when the process exits is written then.
 *
 * Its pieces are used again and again: new ones, in a shop that answers 30,000 requests a second, had the garbage collector go
 * through all of the shop's memory more than once a second.
 *
 * Not pino's own destination: at exit that one tries for ever to write to a reader that is gone.
 */
export class Output {
  readonly #fd: number;
  readonly #tellLost: (lines: number) => void;
  readonly #full: Piece[] = [];
  readonly #empty: Piece[] = [];
  #piece = new Piece(size);
  /** What is being written, or is to be written next. */
  #next: Piece | undefined;
  #scheduled = false;
  #writing = false;
  #gone = false;
  #lost = 0;

  /** @param tellLost is told how many lines were lost, once there is room again. */
  constructor(fd: number, tellLost: (lines: number) => void = () => undefined) {
    this.#fd = fd;
    this.#tellLost = tellLost;
    process.once('exit', () => this.#finish());
  }

  write(line: string): void {
    if (this.#gone) return;
    const room = line.length * widest;
    if (room > this.#piece.bytes.byteLength - this.#piece.used) {
      if (this.#full.length * size >= most) {
        this.#lost += 1;
        return;
      }
      this.#begin(room);
    }
    const { bytes, used } = this.#piece;
    this.#piece.used += bytes.write(line, used);
    this.#schedule(patience.lines);
  }

  /** Begins a piece with room for a line; the one before waits. */
  #begin(room: number): void {
    (this.#piece.used > 0 ? this.#full : this.#empty).push(this.#piece);
    this.#piece = room > size ? new Piece(room) : (this.#empty.pop() ?? new Piece(size));
  }

  #schedule(ms: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => this.#flush(), ms).unref();
  }

  #flush(): void {
    if (!this.#next && this.#full.length === 0) this.#begin(0);
    const piece = (this.#next ??= this.#full.shift());
    if (!piece) return;
    this.#writing = true;
    write(this.#fd, piece.rest, (error, written) => {
      this.#writing = false;
      if (error && error.code !== 'EAGAIN') {
        this.#gone = true;
        return;
      }
      if (!error) piece.written += written;
      const isWritten = piece.written === piece.used;
      if (isWritten) this.#reuse(piece);
      if (isWritten && this.#full.length > 0) {
        this.#flush();
        return;
      }
      this.#scheduled = false;
      if (!isWritten) this.#schedule(patience.reader);
      else if (this.#piece.used > 0) this.#schedule(patience.lines);
    });
  }

  #reuse(piece: Piece): void {
    this.#next = undefined;
    piece.used = 0;
    piece.written = 0;
    if (piece.bytes.byteLength === size) this.#empty.push(piece);
    this.#tell();
  }

  #tell(): void {
    const lost = this.#lost;
    this.#lost = 0;
    if (lost > 0) this.#tellLost(lost);
  }

  #finish(): void {
    if (this.#gone) return;
    // A piece that is on its way has been handed over.
    const waiting = [this.#writing ? undefined : this.#next, ...this.#full, this.#piece];
    this.#full.length = 0;
    this.#piece = new Piece(size);
    this.#tell();
    const end = Date.now() + patience.end;
    for (const piece of [...waiting, this.#piece]) {
      while (piece && piece.written < piece.used && Date.now() < end) {
        const written = this.#writeNow(piece.rest);
        if (written === undefined) return;
        piece.written += written;
      }
    }
  }

  /** @returns bytes written, after a while where there is no room; undefined where nobody reads. */
  #writeNow(bytes: Buffer): number | undefined {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return undefined;
      Atomics.wait(pause, 0, 0, patience.reader);
      return 0;
    }
  }
}
