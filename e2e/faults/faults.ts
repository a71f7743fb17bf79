import type { CutOptions, Statement } from './aim';
import { bandwidth } from './bandwidth';
import { blackhole } from './blackhole';
import { close } from './close';
import { cut, type When } from './cut';
import type { Fault, How } from './fault';
import { forget } from './forget';
import { greet } from './greet';
import { latency } from './latency';
import { FaultProxy, type ProxyOptions } from './proxy';
import { refuse } from './refuse';
import { reset } from './reset';
import type { Running } from './running';
import { slice } from './slice';
import { stall } from './stall';

/**
 * A TCP proxy in front of a PostgreSQL that does to connections what networks do.
 *
 *   const faults = await Faults.start(databaseUrl);
 *   startMyServer({ DATABASE_URL: faults.url });
 *   faults.cut({ at: 'commit', when: 'answered', how: 'rst' });
 *
 * Each fault lasts until its own `end()` or `heal()`, if it is not over by itself. Several may act at once, in the
 * order in which they began. `happened()` of what is returned resolves when the fault has really taken place.
 */
export class Faults {
  readonly proxy: FaultProxy;
  readonly #upstream: URL;

  private constructor(upstream: URL, proxy: FaultProxy) {
    this.#upstream = upstream;
    this.proxy = proxy;
  }

  /** @param databaseUrl of the PostgreSQL behind the proxy. */
  static async start(databaseUrl: string, options: ProxyOptions = {}): Promise<Faults> {
    const url = new URL(databaseUrl);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return new Faults(
      url,
      await FaultProxy.start({ host, port: Number(url.port || 5432) }, options),
    );
  }

  /** The database's URL, by way of the proxy. */
  get url(): string {
    const url = new URL(this.#upstream);
    url.hostname = '127.0.0.1';
    url.port = String(this.proxy.port);
    return url.href;
  }

  /** The database's URL, past the proxy. */
  get upstreamUrl(): string {
    return this.#upstream.href;
  }

  /** Whether nobody listens just now. */
  get refused(): boolean {
    return this.proxy.refused;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.proxy.links.size;
  }

  /** How often each kind of fault took place; a connection counts once for each fault that touched it. */
  get counts(): Readonly<Record<string, number>> {
    return { ...this.proxy.counts };
  }

  /** Adds any fault, also one of your own. */
  add(fault: Fault): Running {
    return this.proxy.begin(fault);
  }

  reset(): Running {
    return this.add(reset());
  }

  close(): Running {
    return this.add(close());
  }

  async refuse(): Promise<Running> {
    return Promise.resolve(this.add(refuse()));
  }

  greet(how: How): Running {
    return this.add(greet(how));
  }

  blackhole(): Running {
    return this.add(blackhole());
  }

  forget(): Running {
    return this.add(forget());
  }

  stall(at?: Statement): Running {
    return this.add(stall(at));
  }

  latency(ms: number, jitter?: number): Running {
    return this.add(latency(ms, jitter, this.proxy.random));
  }

  bandwidth(bytesPerSecond: number): Running {
    return this.add(bandwidth(bytesPerSecond));
  }

  slice(size: number, ms?: number): Running {
    return this.add(slice(size, ms));
  }

  cut(options: CutOptions & { when?: When }): Running {
    return this.add(cut(options));
  }

  /** Ends every fault. Connections that were in a blackhole are lost. */
  heal(): Promise<void> {
    return this.proxy.heal();
  }

  stop(): Promise<void> {
    return this.proxy.stop();
  }
}
