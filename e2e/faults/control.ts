import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { faultOf, orderSchema } from './order';
import type { FaultProxy } from './proxy';
import type { Running } from './running';

/** Bytes of a request's body; an order takes a hundred. */
const longestBody = 16_384;
/** Faults that can still be asked about. */
const mostKnown = 1000;

/** What is wrong with a request, in a sentence. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Lets a proxy's faults be ordered over HTTP, by programs on this machine: README.md lists what can be asked.
 * @param port a free one when 0
 * @throws the system's error when the port can't be had
 */
export async function startControl(
  proxy: FaultProxy,
  port = 0,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const control = new Control(proxy);
  const server = createServer((request, response) => {
    void control
      .answer(request)
      .catch((error: unknown): Answer => {
        if (error instanceof Refusal) return [error.status, { error: error.message }];
        throw error;
      })
      .then(([status, body]) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(`${JSON.stringify(body)}\n`);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Answer = [status: number, body: object];

class Control {
  readonly #proxy: FaultProxy;
  readonly #known = new Map<number, Running>();

  constructor(proxy: FaultProxy) {
    this.#proxy = proxy;
  }

  /** @throws Refusal */
  async answer(request: IncomingMessage): Promise<Answer> {
    // A page in a browser on this machine, wherever it came from, is not who may order faults.
    const { host = '', origin } = request.headers;
    if (origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) {
      throw new Refusal(403, 'Only programs on this machine may ask, by 127.0.0.1 or localhost.');
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, id = ''] = /^\/faults\/(\d{1,9})(?=\/|$)/.exec(pathname) ?? [];
    switch (`${request.method ?? ''} ${id ? pathname.replace(id, 'ID') : pathname}`) {
      case 'GET /':
        return [200, this.#state()];
      case 'POST /faults':
        return [201, this.#begin(await readBody(request))];
      case 'DELETE /faults':
        await this.#proxy.heal();
        return [200, this.#state()];
      case 'GET /faults/ID':
        return [200, describe(this.#find(id))];
      case 'GET /faults/ID/happened':
        await this.#find(id).happened();
        return [200, describe(this.#find(id))];
      case 'DELETE /faults/ID':
        await this.#find(id).end();
        return [200, describe(this.#find(id))];
    }
    const asks =
      'GET /, POST /faults, DELETE /faults, GET or DELETE /faults/ID, GET /faults/ID/happened';
    throw new Refusal(404, `Nothing is found there. What can be asked: ${asks}.`);
  }

  #begin(body: string): object {
    const order = readOrder(body);
    const running = this.#proxy.begin(faultOf(order, this.#proxy.random));
    if ('for' in order) setTimeout(() => void running.end(), order.for).unref();
    this.#known.set(running.id, running);
    this.#known.delete(running.id - mostKnown);
    return describe(running);
  }

  #find(id: string): Running {
    const running = this.#known.get(Number(id));
    if (running) return running;
    throw new Refusal(404, `No fault ${id} was begun here.`);
  }

  #state(): object {
    const { upstream, port, refused, links, connected, running, counts } = this.#proxy;
    return {
      listen: `127.0.0.1:${port}`,
      upstream: `${upstream.host}:${upstream.port}`,
      refused,
      connections: { open: links.size, ever: connected },
      faults: running.map(describe),
      counts,
    };
  }
}

function describe({ id, fault, times, over }: Running): object {
  const options = Object.entries(fault.options ?? {}).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof RegExp ? String(value) : value,
  ]);
  return {
    id,
    fault: fault.kind,
    ...(Object.fromEntries(options) as object),
    happened: times,
    over: over.aborted,
  };
}

function readOrder(body: string) {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new Refusal(400, 'The body is not JSON such as {"fault":"cut","at":"commit"}.');
  }
  const read = orderSchema.safeParse(json);
  if (read.success) return read.data;
  throw new Refusal(400, z.prettifyError(read.error));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request as AsyncIterable<string>) {
    body += chunk;
    if (body.length > longestBody)
      throw new Refusal(413, `A body has ${longestBody} bytes at most.`);
  }
  return body;
}
