import { connect, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';
import type { How, Pieces, Way } from './fault';
import type { FaultProxy } from './proxy';
import type { Running } from './running';
import { type Piece, Wire } from './wire';

/** One client's connection through the proxy. */
export class Link {
  readonly id: number;
  readonly #proxy: FaultProxy;
  readonly #client: Socket;
  #server: Socket | undefined;
  readonly #wire = new Wire();
  #ended = false;
  /** Set by a fault: whatever either side does, the other hears nothing any more. */
  swallowed = false;
  readonly done: Promise<void>;

  constructor(id: number, client: Socket, proxy: FaultProxy) {
    this.id = id;
    this.#proxy = proxy;
    this.#client = client;
    this.#prepare(client);
    this.done = this.#run().finally(() => {
      this.#ended = true;
      // Both sides have left it, each without being told of the other: nobody else will end it.
      if (this.swallowed) this.destroy();
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes that came in and did not go out yet. */
  get held(): number {
    const sockets = [this.#client, ...(this.#server ? [this.#server] : [])];
    return sockets.reduce(
      (sum, { bytesRead, bytesWritten, writableLength }) =>
        sum + bytesRead - (bytesWritten - writableLength),
      0,
    );
  }

  /** Ends the connection for the client. The server is told so after it has been given all that is under way. */
  cut(how: How): void {
    if (how === 'silence') this.swallowed = true;
    if (this.#ended || this.swallowed) return;
    this.#ended = true;
    if (how === 'rst') this.#client.resetAndDestroy();
    else this.#client.end(() => this.#client.destroy());
    const server = this.#server;
    server?.end();
    server?.resume();
    setTimeout(() => server?.destroy(), 5000).unref();
  }

  /** Ends it for both, at once. */
  destroy(): void {
    this.#ended = true;
    this.#client.resetAndDestroy();
    this.#server?.resetAndDestroy();
  }

  #prepare(socket: Socket): void {
    socket.setNoDelay(true);
    // Its end is seen where it is read.
    socket.on('error', () => undefined);
  }

  async #run(): Promise<void> {
    for (const running of this.#proxy.running) await running.fault.open?.(this, running);
    if (this.#ended || this.#client.destroyed) return;
    if (this.swallowed) return this.#swallow();
    const server = connect({ ...this.#proxy.upstream, allowHalfOpen: true });
    this.#server = server;
    this.#prepare(server);
    await Promise.all([
      this.#pump('to server', this.#client, server),
      this.#pump('to client', server, this.#client),
    ]);
  }

  /** Nobody ever asks the server. */
  async #swallow(): Promise<void> {
    this.#client.resume();
    if (!this.#client.closed) await new Promise((resolve) => this.#client.once('close', resolve));
  }

  async #pump(way: Way, from: Socket, to: Socket): Promise<void> {
    try {
      for await (const { bytes, at } of arrivals(from)) {
        for (const whole of this.#wire.read(bytes, way, at)) {
          for await (const piece of this.#suffer(whole, way, [...this.#proxy.running])) {
            if (this.#ended || this.swallowed) continue;
            await write(to, piece.bytes);
            this.#proxy.passed[way] += piece.bytes.length;
            piece.after?.();
          }
        }
      }
      if (!this.swallowed && !this.#ended) to.end();
    } catch {
      if (this.swallowed || this.#ended) return;
      this.#ended = true;
      to.resetAndDestroy();
    }
  }

  /** Hands a piece from fault to fault. */
  async *#suffer(piece: Piece, way: Way, [first, ...others]: Running[]): AsyncGenerator<Piece> {
    if (!first) {
      yield piece;
      return;
    }
    const passed: Pieces = first.fault.pass?.(piece, way, this, first) ?? [piece];
    for await (const part of passed) yield* this.#suffer(part, way, others);
  }
}

type Arrival = { bytes: Buffer; at: number };

/** Chunks (of 64 kB at most) that may wait here for a slow receiver; more wait with their sender. */
const mostWaiting = 8;

/** What comes in, and when: what a fault holds up must not make what comes after it look later than it was. */
function arrivals(socket: Socket): AsyncIterable<Arrival> {
  const stamp = new Transform({
    readableObjectMode: true,
    readableHighWaterMark: mostWaiting,
    transform(bytes: Buffer, _encoding, done) {
      done(null, { bytes, at: performance.now() });
    },
  });
  // An error of the socket reaches whoever reads the stamped.
  pipeline(socket, stamp, () => undefined);
  return stamp as AsyncIterable<Arrival>;
}

async function write(to: Socket, bytes: Buffer): Promise<void> {
  // Of a socket that is gone already, no 'close' comes any more.
  if (to.destroyed || to.write(bytes)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      to.off('drain', go).off('close', go);
      resolve();
    };
    to.on('drain', go).on('close', go);
  });
}
