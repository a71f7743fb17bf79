import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Way } from './fault';
import { Link } from './link';
import { random } from './random';
import { Running } from './running';

/** What happens, for whoever looks on. */
export type Happening = {
  what: 'connected' | 'disconnected' | 'begun' | 'struck' | 'ended';
  link?: Link | undefined;
  running?: Running;
};

export type ProxyOptions = {
  /** On 127.0.0.1; a free one when not said. */
  port?: number;
  /** Of all that is left to chance. */
  seed?: number;
  watch?: (happening: Happening) => void;
};

/** ms in which the port may be had back after `refuse`: a passing connection may have been given it. */
const patience = 5000;

/** A TCP proxy with faults. */
export class FaultProxy {
  readonly upstream: { host: string; port: number };
  readonly random: () => number;
  readonly #watch: (happening: Happening) => void;
  readonly links = new Set<Link>();
  /** Faults that act now, in the order in which they see what passes. */
  running: Running[] = [];
  /** How often each kind of fault took place. */
  readonly counts: Record<string, number> = {};
  /** Connections that were ever made. */
  connected = 0;
  /** Bytes. */
  readonly passed: Record<Way, number> = { 'to server': 0, 'to client': 0 };
  #server: Server;
  #port = 0;
  #faults = 0;

  private constructor(upstream: { host: string; port: number }, options: ProxyOptions) {
    this.upstream = upstream;
    this.random = random(options.seed ?? Math.floor(Math.random() * 2 ** 32));
    this.#watch = options.watch ?? (() => undefined);
    this.#server = this.#makeServer();
  }

  /** @throws the system's error when the port can't be had. */
  static async start(
    upstream: { host: string; port: number },
    options: ProxyOptions = {},
  ): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream, options);
    await proxy.#listen(options.port ?? 0);
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Whether nobody listens just now. */
  get refused(): boolean {
    return !this.#server.listening;
  }

  begin(fault: Fault): Running {
    const running = new Running((this.#faults += 1), fault, this);
    this.running = [...this.running, running];
    this.#watch({ what: 'begun', running });
    fault.begin?.(this, running);
    if (!fault.open && !fault.pass && !fault.end) running.spent();
    return running;
  }

  /** Ends every fault. Connections that were in a blackhole are lost. */
  async heal(): Promise<void> {
    await Promise.all(this.running.map(({ end }) => end()));
    this.loseSwallowed();
  }

  loseSwallowed(): void {
    for (const link of this.links) if (link.swallowed) link.destroy();
  }

  refuse(): void {
    // Open connections stay, and keep its 'close' waiting.
    this.#server.close();
  }

  async listenAgain(): Promise<void> {
    this.#server = this.#makeServer();
    const giveUpAt = performance.now() + patience;
    for (;;) {
      try {
        return await this.#listen(this.#port);
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await delay(20);
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map(({ end }) => end()));
    this.#server.close();
    const links = [...this.links];
    for (const link of links) link.destroy();
    await Promise.all(links.map(({ done }) => done));
  }

  /** Told by a fault that it took place. */
  struck(running: Running, link: Link | undefined): void {
    const { kind } = running.fault;
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    this.#watch({ what: 'struck', running, link });
  }

  /** Told by a fault that it is over. */
  forget(running: Running): void {
    this.running = this.running.filter((other) => other !== running);
    this.#watch({ what: 'ended', running });
  }

  #makeServer(): Server {
    return createServer({ allowHalfOpen: true }, (client) => {
      const link = new Link((this.connected += 1), client, this);
      this.links.add(link);
      this.#watch({ what: 'connected', link });
      void link.done.finally(() => {
        this.links.delete(link);
        this.#watch({ what: 'disconnected', link });
      });
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
