import { write, writeSync } from 'node:fs';

/** ms that lines wait for each other, to be written together. */
const patience = 100;

/** Characters that may wait for a slow reader; what comes beyond is lost, and the shop not held up. */
const most = 4 * 1024 * 1024;

/**
 * Writes lines to a file descriptor in the background: whoever reads may be slow, or gone. What
 * still waits when the process exits is written then.
 *
 * Not pino's own destination: at exit that one tries for ever to write to a reader that is gone.
 */
export class Output {
  readonly #fd: number;
  #waiting = '';
  /** What is being written, or is to be written next. */
  #batch = Buffer.alloc(0);
  #scheduled = false;
  #writing = false;
  #gone = false;

  constructor(fd: number) {
    this.#fd = fd;
    process.once('exit', () => this.#finish());
  }

  write(line: string): void {
    if (this.#gone || this.#waiting.length > most) return;
    this.#waiting += line;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => this.#flush(), patience).unref();
  }

  #flush(): void {
    if (this.#batch.byteLength === 0) {
      this.#batch = Buffer.from(this.#waiting);
      this.#waiting = '';
    }
    this.#writing = true;
    write(this.#fd, this.#batch, (error, written) => {
      this.#writing = false;
      this.#scheduled = false;
      if (error && error.code !== 'EAGAIN') this.#gone = true;
      else this.#batch = this.#batch.subarray(error ? 0 : written);
      if (!this.#gone && (this.#batch.byteLength > 0 || this.#waiting !== '')) this.#schedule();
    });
  }

  #finish(): void {
    if (this.#gone) return;
    try {
      // A batch that is on its way has been handed over.
      if (!this.#writing) writeSync(this.#fd, this.#batch);
      writeSync(this.#fd, this.#waiting);
    } catch {
      // Nobody reads any more, or not fast enough.
    }
  }
}
