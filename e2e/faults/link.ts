import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { asksForTls, ClientMessages } from './wire';

export type Way = 'to server' | 'to client';
/** rst: connection reset by peer; fin: closed in good order. */
export type How = 'rst' | 'fin';

/** One fault, in one file. Several may act at once: what one lets through, the next is given. */
export type Fault = {
  /** A client has connected; the server has not been asked yet. */
  open?: (link: Link) => void | Promise<void>;
  /** Bytes under way (whole messages, to the server): what is returned goes on, in that order. */
  pass?: (bytes: Buffer, way: Way, link: Link) => Buffer[] | Promise<Buffer[]>;
  /** The fault is over. */
  heal?: () => void;
};

/** One client's connection through the proxy. */
export class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #messages = new ClientMessages();
  #ended = false;
  #tlsAsked = false;
  /** Set by a fault: cut as soon as what it returned has been written. */
  cutAfterWrite: How | undefined;
  /** Set by a fault: whatever either side does, the other hears nothing any more. */
  swallowed = false;
  readonly done: Promise<void>;

  constructor(client: Socket, upstream: { host: string; port: number }, faults: () => Fault[]) {
    this.#client = client;
    this.#server = connect({ ...upstream, allowHalfOpen: true });
    for (const socket of [client, this.#server]) {
      socket.setNoDelay(true);
      // Its end is seen where it is read.
      socket.on('error', () => undefined);
    }
    this.done = this.#run(faults);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the connection for the client. The server is told so after it has been given all that is under way. */
  cut(how: How): void {
    if (this.#ended) return;
    this.#ended = true;
    if (how === 'rst') this.#client.resetAndDestroy();
    else this.#client.end(() => this.#client.destroy());
    this.#server.end();
    this.#server.resume();
    setTimeout(() => this.#server.destroy(), 5000).unref();
  }

  /** Ends it for both, at once. */
  destroy(): void {
    this.#ended = true;
    this.#client.destroy();
    this.#server.destroy();
  }

  async #run(faults: () => Fault[]): Promise<void> {
    for (const fault of faults()) await fault.open?.(this);
    await Promise.all([
      this.#pump('to server', this.#client, this.#server, faults),
      this.#pump('to client', this.#server, this.#client, faults),
    ]);
  }

  async #pump(way: Way, from: Socket, to: Socket, faults: () => Fault[]): Promise<void> {
    try {
      for await (const bytes of from as AsyncIterable<Buffer>) {
        for (const message of this.#split(bytes, way)) {
          for (const part of await this.#suffer(message, way, faults())) {
            if (this.#ended) return;
            if (to.destroyed) return;
            if (!to.write(part)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
          }
          if (this.cutAfterWrite) return this.cut(this.cutAfterWrite);
        }
      }
      if (!this.swallowed && !this.#ended) to.end();
    } catch {
      if (this.swallowed || this.#ended) return;
      this.#ended = true;
      if (way === 'to client') this.#client.resetAndDestroy();
      else this.#server.resetAndDestroy();
    }
  }

  #split(bytes: Buffer, way: Way): Buffer[] {
    if (way === 'to client') {
      if (this.#tlsAsked) this.#messages.opaque = bytes[0] === 'S'.charCodeAt(0);
      this.#tlsAsked = false;
      return [bytes];
    }
    const messages = this.#messages.push(bytes);
    this.#tlsAsked ||=
      messages.length === 1 && messages[0] !== undefined && asksForTls(messages[0]);
    return messages;
  }

  async #suffer(bytes: Buffer, way: Way, faults: Fault[]): Promise<Buffer[]> {
    let parts = [bytes];
    for (const { pass } of faults) {
      if (!pass) continue;
      const passed: Buffer[] = [];
      for (const part of parts) passed.push(...(await pass(part, way, this)));
      parts = passed;
    }
    return this.swallowed ? [] : parts;
  }
}
