import { write, writeSync } from 'node:fs';

/** ms that lines wait for each other, to be written together; and for a reader who has no room for more. */
const patience = { lines: 100, reader: 5 };

/** Bytes that may wait for a slow reader; what comes beyond is lost, and the shop not held up. */
const most = 4 * 1024 * 1024;

/** Bytes of a piece of what waits. */
const size = 128 * 1024;

/** Bytes that a character takes in UTF-8 at most. */
const widest = 3;

/**
 * Writes lines to a file descriptor in the background: whoever reads may be slow, or gone. What
 * still waits when the process exits is written then.
 *
 * Not pino's own destination: at exit that one tries for ever to write to a reader that is gone.
 */
export class Output {
  readonly #fd: number;
  readonly #tellLost: (lines: number) => void;
  /** Lines that wait, as bytes: strings of them would be moved about by the garbage collector until they are written. */
  #full: Buffer[] = [];
  #piece = Buffer.allocUnsafe(size);
  #used = 0;
  /** What is being written, or is to be written next. */
  #batch = Buffer.alloc(0);
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
    if (room > this.#piece.byteLength - this.#used) {
      if (this.#full.length * size >= most) {
        this.#lost += 1;
        return;
      }
      this.#full.push(this.#piece.subarray(0, this.#used));
      this.#piece = Buffer.allocUnsafe(Math.max(size, room));
      this.#used = 0;
    }
    this.#used += this.#piece.write(line, this.#used);
    this.#schedule(patience.lines);
  }

  /** @returns what waits, which is then to be written. */
  #take(): Buffer<ArrayBuffer> {
    const taken = Buffer.concat([...this.#full, this.#piece.subarray(0, this.#used)]);
    this.#full = [];
    this.#used = 0;
    return taken;
  }

  #schedule(ms: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => this.#flush(), ms).unref();
  }

  #flush(): void {
    if (this.#batch.byteLength === 0) {
      this.#batch = this.#take();
      const lost = this.#lost;
      this.#lost = 0;
      if (lost > 0) this.#tellLost(lost);
    }
    this.#writing = true;
    write(this.#fd, this.#batch, (error, written) => {
      this.#writing = false;
      this.#scheduled = false;
      if (error && error.code !== 'EAGAIN') this.#gone = true;
      else this.#batch = this.#batch.subarray(error ? 0 : written);
      if (this.#gone) return;
      if (this.#batch.byteLength > 0) this.#schedule(patience.reader);
      else if (this.#used > 0) this.#schedule(patience.lines);
    });
  }

  #finish(): void {
    if (this.#gone) return;
    try {
      // A batch that is on its way has been handed over.
      if (!this.#writing) writeSync(this.#fd, this.#batch);
      writeSync(this.#fd, this.#take());
    } catch {
      // Nobody reads any more, or not fast enough.
    }
  }
}
