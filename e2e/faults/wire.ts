import type { Way } from './fault';

/**
 * As much of PostgreSQL's protocol as it takes to see statements and their answers pass by.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 *
 * No message is held back whole, only the beginning of those that name a statement. What is encrypted, or not
 * PostgreSQL's protocol at all, passes unread.
 */

/** Bytes under way, and what they mean. */
export type Piece = {
  bytes: Buffer;
  /** ms, as performance.now tells: when they came in. */
  at: number;
  /** To the server: they begin the message that makes it run this. */
  sql?: string;
  /** To the server: they end a message after which it answers until it is ready again. */
  asks?: boolean;
  /** To the client: they end an answer. */
  ready?: boolean;
  /** To the server: the number of the question they belong to. To the client: of the question they answer. */
  question: number;
  /** Set by a fault: what it does as soon as they have been passed on. */
  after?: () => void;
};

/** Bytes of a message that are kept until it is known what it says; longer statements are known by their beginning. */
const longestHead = 65_536;
/** PostgreSQL refuses a longer first message too. */
const longestStartup = 10_000;
const requests = { protocol3: 3, cancel: 80_877_102, tls: 80_877_103, gss: 80_877_104 };

type Phase = 'startup' | 'negotiating' | 'messages' | 'opaque';
type Meaning = Pick<Piece, 'sql' | 'asks' | 'ready'>;

/** What one connection says, in both directions. */
export class Wire {
  #phase: Phase = 'startup';
  #asked = 0;
  #answered = 0;
  #syncing = false;
  readonly #statements = new Map<string, string>();
  readonly #portals = new Map<string, string>();
  readonly #flows = { 'to server': new Flow(), 'to client': new Flow() };

  /** Cuts what came in at what matters: a piece begins with a statement, or ends with a question or an answer. */
  *read(bytes: Buffer, way: Way, at: number): Generator<Piece> {
    const flow = this.#flows[way];
    const question = () => (way === 'to server' ? this.#asked : this.#answered) + 1;
    let rest = bytes;
    while (rest.length > 0) {
      const cut = flow.take(rest, (head) => this.#head(head, way));
      rest = cut.rest;
      if (cut.bytes.length > 0)
        yield { bytes: cut.bytes, at, ...cut.meaning, question: question() };
      if (cut.meaning.asks) this.#asked += 1;
      if (cut.meaning.ready) this.#answered += 1;
    }
  }

  /** What the message that begins here is; undefined while more of it must be seen. */
  #head(head: Buffer, way: Way): Head | undefined {
    if (this.#phase === 'opaque') return { length: head.length, meaning: {} };
    return way === 'to client' ? this.#answer(head) : this.#request(head);
  }

  #request(head: Buffer): Head | undefined {
    // A client that sends on without waiting for the answer is none of ours to understand.
    if (this.#phase === 'negotiating') return { length: head.length, meaning: {} };
    if (this.#phase === 'startup') return this.#startup(head);
    if (head.length < 5) return undefined;
    const type = String.fromCharCode(head[0] ?? 0);
    const length = 1 + head.readUInt32BE(1);
    if ('SFQ'.includes(type)) this.#syncing = type === 'S';
    if (!'QPBEC'.includes(type)) return { length, meaning: { asks: type === 'S' || type === 'F' } };
    if (head.length < Math.min(length, longestHead)) return undefined;
    return {
      length,
      meaning: { sql: this.#statement(type, head.subarray(5, length)), asks: type === 'Q' },
    };
  }

  #startup(head: Buffer): Head | undefined {
    if (head.length < 8) return undefined;
    const length = head.readUInt32BE(0);
    const code = head.readUInt32BE(4);
    if (code === requests.tls || code === requests.gss) this.#phase = 'negotiating';
    else if (code >>> 16 === requests.protocol3) this.#phase = 'messages';
    else if (code !== requests.cancel) this.#phase = 'opaque';
    if (length < 8 || length > longestStartup) this.#phase = 'opaque';
    if (this.#phase === 'opaque') return { length: head.length, meaning: {} };
    return { length, meaning: { asks: this.#phase === 'messages' } };
  }

  #answer(head: Buffer): Head | undefined {
    if (this.#phase === 'negotiating') {
      // One letter: yes to TLS, yes to GSS, or a no (an E begins an error, which ends the connection).
      this.#phase = 'SG'.includes(String.fromCharCode(head[0] ?? 0)) ? 'opaque' : 'startup';
      return { length: 1, meaning: {} };
    }
    if (this.#phase === 'startup') return { length: head.length, meaning: {} };
    if (head.length < 5) return undefined;
    const type = String.fromCharCode(head[0] ?? 0);
    // CopyInResponse: a Sync that came before the data it waits for is passed over.
    if (type === 'G' && this.#syncing && this.#asked > this.#answered) this.#asked -= 1;
    return { length: 1 + head.readUInt32BE(1), meaning: { ready: type === 'Z' } };
  }

  /** The SQL that this message makes the server run. */
  #statement(type: string, body: Buffer): string | undefined {
    const [first, second] = texts(body);
    switch (type) {
      case 'Q':
        return first;
      case 'P':
        this.#statements.set(first, second);
        return undefined;
      case 'B':
        this.#portals.set(first, this.#statements.get(second) ?? '');
        return undefined;
      case 'C':
        (first.startsWith('S') ? this.#statements : this.#portals).delete(first.slice(1));
        return undefined;
      default:
        return this.#portals.get(first) ?? '';
    }
  }
}

type Head = { length: number; meaning: Meaning };

/** One direction's bytes, message by message. */
class Flow {
  /** The beginning of a message of which too little is there. */
  #held: Buffer = Buffer.alloc(0);
  /** How much of a message is still to come, and what its end means. */
  #left = 0;
  #atEnd: Meaning = {};

  /** Takes as much as has one meaning. */
  take(
    bytes: Buffer,
    read: (head: Buffer) => Head | undefined,
  ): { bytes: Buffer; meaning: Meaning; rest: Buffer } {
    const all = this.#held.length > 0 ? Buffer.concat([this.#held, bytes]) : bytes;
    this.#held = Buffer.alloc(0);
    let end = 0;
    let sql: string | undefined;
    const upTo = (place: number, meaning: Meaning) => ({
      bytes: all.subarray(0, place),
      meaning: sql === undefined ? meaning : { sql, ...meaning },
      rest: all.subarray(place),
    });
    for (;;) {
      const part = Math.min(this.#left, all.length - end);
      end += part;
      this.#left -= part;
      if (this.#left > 0) return upTo(end, {});
      const { asks, ready } = this.#atEnd;
      this.#atEnd = {};
      if (asks || ready) return upTo(end, asks ? { asks } : { ready });
      if (end === all.length) return upTo(end, {});
      const head = read(all.subarray(end));
      if (!head) {
        this.#held = all.subarray(end);
        return { ...upTo(end, {}), rest: Buffer.alloc(0) };
      }
      this.#left = head.length;
      this.#atEnd = head.meaning;
      if (head.meaning.sql === undefined) continue;
      if (end > 0) {
        // Read again from its beginning, as a piece of its own.
        this.#left = 0;
        this.#atEnd = {};
        return upTo(end, {});
      }
      sql = head.meaning.sql;
    }
  }
}

/** The first two texts of a message, which end with a zero; both are cut off where the head ends. */
function texts(body: Buffer): [string, string] {
  const zero = body.indexOf(0);
  if (zero < 0) return [body.toString(), ''];
  const next = body.indexOf(0, zero + 1);
  return [
    body.toString('utf8', 0, zero),
    body.toString('utf8', zero + 1, next < 0 ? undefined : next),
  ];
}

/** Cuts a piece in two; what it means goes with the end it belongs to. */
export function split(piece: Piece, size: number): [Piece, Piece | undefined] {
  const { bytes, sql, asks, ready, after, ...both } = piece;
  if (bytes.length <= size) return [piece, undefined];
  return [
    { ...both, bytes: bytes.subarray(0, size), ...(sql !== undefined && { sql }) },
    {
      ...both,
      bytes: bytes.subarray(size),
      ...(asks && { asks }),
      ...(ready && { ready }),
      ...(after && { after }),
    },
  ];
}
