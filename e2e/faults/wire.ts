/**
 * As much of PostgreSQL's protocol as it takes to see a statement pass by.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/** Cuts what a client sends into whole messages; passes all on untouched once it is encrypted. */
export class ClientMessages {
  #rest: Buffer = Buffer.alloc(0);
  #startedUp = false;
  /** Set by whoever sees the server agree to TLS: from then on nothing can be read. */
  opaque = false;

  push(bytes: Buffer): Buffer[] {
    if (this.opaque) return [bytes];
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const messages: Buffer[] = [];
    for (;;) {
      // Before the start-up message is through, messages have no type byte in front of their length.
      const head = this.#startedUp ? 1 : 0;
      if (this.#rest.length < head + 4) return messages;
      const length = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < length) return messages;
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      if (!this.#startedUp) this.#startedUp = isStartup(message);
      messages.push(message);
    }
  }
}

const protocol3 = 3;

function isStartup(message: Buffer): boolean {
  return message.length >= 8 && message.readUInt16BE(4) === protocol3;
}

export function asksForTls(message: Buffer): boolean {
  return message.length === 8 && message.readUInt32BE(4) === 80_877_103;
}

/** The SQL in a Query or Parse message. */
export function sqlOf(message: Buffer): string | undefined {
  const type = message[0];
  if (type === 'Q'.charCodeAt(0)) return textAt(message, 5).text;
  if (type !== 'P'.charCodeAt(0)) return undefined;
  return textAt(message, textAt(message, 5).end).text;
}

/** Whether the server answers after this message: a Query, or the Sync that ends a Parse, Bind, Execute. */
export function isAnswered(message: Buffer): boolean {
  return message[0] === 'Q'.charCodeAt(0) || message[0] === 'S'.charCodeAt(0);
}

function textAt(message: Buffer, start: number): { text: string; end: number } {
  const zero = message.indexOf(0, start);
  const end = zero < 0 ? message.length : zero;
  return { text: message.toString('utf8', start, end), end: end + 1 };
}
