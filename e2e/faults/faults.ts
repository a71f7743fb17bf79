import { createServer, type AddressInfo, type Server } from 'node:net';
import { bandwidth } from './bandwidth';
import { blackhole } from './blackhole';
import { cut, type CutOptions } from './cut';
import { greet } from './greet';
import { latency } from './latency';
import { type Fault, type How, Link } from './link';
import { slice } from './slice';
import { stall } from './stall';

/**
 * A TCP proxy in front of a PostgreSQL that does to connections what networks do.
 *
 *   const faults = await Faults.start(databaseUrl);
 *   startMyServer({ DATABASE_URL: faults.url });
 *   await faults.cut({ at: 'commit', when: 'answered', how: 'rst' });
 *
 * Each fault lasts until `heal()`, if it is not over by itself. Several may act at once.
 */
export class Faults {
  readonly #upstream: URL;
  #server: Server;
  #port = 0;
  #faults: Fault[] = [];
  readonly #links = new Set<Link>();

  private constructor(upstream: URL) {
    this.#upstream = upstream;
    this.#server = this.#makeServer();
  }

  /** @param databaseUrl of the PostgreSQL behind the proxy. */
  static async start(databaseUrl: string, port = 0): Promise<Faults> {
    const faults = new Faults(new URL(databaseUrl));
    await faults.#listen(port);
    return faults;
  }

  /** The database's URL, by way of the proxy. */
  get url(): string {
    const url = new URL(this.#upstream);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** The database's URL, past the proxy. */
  get upstreamUrl(): string {
    return this.#upstream.href;
  }

  /** Whether nobody listens just now. */
  get refused(): boolean {
    return !this.#server.listening;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#links.size;
  }

  /** Adds any fault, also one of your own. */
  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** Ends every open connection with a reset, as a crashed or forgetful peer does. */
  reset(): number {
    return this.#endAll('rst');
  }

  /** Ends every open connection in good order, as a server does that stops. */
  close(): number {
    return this.#endAll('fin');
  }

  /** Nobody listens: connection refused. Open connections stay. */
  async refuse(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.once('close', resolve));
    this.#server.close();
    // 'close' waits for open connections; that nobody listens is true at once.
    await Promise.race([closed, new Promise(setImmediate)]);
  }

  /** New connections are accepted and ended. */
  greet(how: How): void {
    this.add(greet(how));
  }

  blackhole(): void {
    for (const link of this.#links) link.swallowed = true;
    this.add(blackhole());
  }

  stall(): void {
    this.add(stall());
  }

  latency(ms: number, jitter?: number, random?: () => number): void {
    this.add(latency(ms, jitter, random));
  }

  bandwidth(bytesPerSecond: number): void {
    this.add(bandwidth(bytesPerSecond));
  }

  slice(size: number, ms?: number): void {
    this.add(slice(size, ms));
  }

  /** Cuts a connection at a statement. @returns resolves when it has been done as often as asked. */
  cut(options: CutOptions): { done: Promise<void> } {
    let finish: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    const fault = cut(options, () => {
      this.#faults = this.#faults.filter((other) => other !== fault);
      finish();
    });
    this.add(fault);
    return { done };
  }

  /** Ends every fault. Connections that were in a blackhole are lost. */
  async heal(): Promise<void> {
    const faults = this.#faults;
    this.#faults = [];
    for (const fault of faults) fault.heal?.();
    for (const link of this.#links) if (link.swallowed) link.destroy();
    if (!this.#server.listening) {
      this.#server = this.#makeServer();
      await this.#listen(this.#port);
    }
  }

  async stop(): Promise<void> {
    this.#faults = [];
    this.#server.close();
    const links = [...this.#links];
    for (const link of links) link.destroy();
    await Promise.all(links.map(({ done }) => done));
  }

  #endAll(how: How): number {
    const links = [...this.#links].filter(({ ended }) => !ended);
    for (const link of links) link.cut(how);
    return links.length;
  }

  #makeServer(): Server {
    return createServer({ allowHalfOpen: true }, (client) => {
      const upstream = {
        host: this.#upstream.hostname,
        port: Number(this.#upstream.port || 5432),
      };
      const link = new Link(client, upstream, () => this.#faults);
      this.#links.add(link);
      void link.done.finally(() => this.#links.delete(link));
    });
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }
}
