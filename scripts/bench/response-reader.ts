/** Reads answers off a connection, one after the other, and keeps nothing of them. */
export class ResponseReader {
  /** What came of a head, or of a line between chunks. */
  #rest = '';
  /** Bytes of the body, or of the chunk, that are still to come; null outside of one. */
  #left: number | null = null;
  #chunked = false;
  #status = 0;
  #size = 0;
  readonly #answered: (status: number, bytes: number) => void;

  /** @param answered is told of each whole answer: its status, and its bytes with the head. */
  constructor(answered: (status: number, bytes: number) => void) {
    this.#answered = answered;
  }

  read(piece: Buffer): void {
    this.#size += piece.byteLength;
    let at = 0;
    while (at < piece.byteLength) {
      if (this.#left !== null) {
        const taken = Math.min(this.#left, piece.byteLength - at);
        at += taken;
        this.#left -= taken;
        if (this.#left > 0) return;
        this.#left = null;
        if (!this.#chunked) this.#end();
        continue;
      }
      const end = this.#chunked ? '\r\n' : '\r\n\r\n';
      const before = this.#rest.length;
      this.#rest += piece.toString('latin1', at);
      const found = this.#rest.indexOf(end);
      if (found === -1) return;
      at += found + end.length - before;
      const text = this.#rest.slice(0, found);
      this.#rest = '';
      if (this.#chunked) this.#beginChunk(text);
      else this.#beginBody(text);
    }
  }

  #beginBody(head: string): void {
    this.#status = Number(head.slice(9, 12));
    if (/^transfer-encoding: *chunked/im.test(head)) {
      this.#chunked = true;
      return;
    }
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (length > 0 && this.#status !== 304) this.#left = length;
    // Early hints come before the answer itself.
    else if (this.#status >= 200) this.#end();
  }

  /** `line` is a chunk's length, or empty after a chunk and after the last. */
  #beginChunk(line: string): void {
    if (line === '') {
      if (this.#last) this.#end();
      return;
    }
    const length = parseInt(line, 16);
    if (length > 0) this.#left = length;
    else this.#last = true;
  }
  #last = false;

  #end(): void {
    const size = this.#size;
    this.#size = 0;
    this.#chunked = this.#last = false;
    this.#answered(this.#status, size);
  }
}
