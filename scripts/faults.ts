import './node-version.js';
import { parseArgs } from 'node:util';
import { startControl } from '../e2e/faults/control';
import { type Happening, FaultProxy } from '../e2e/faults/proxy';
import { Problem } from './problem.js';
import { show } from './start/explain.js';

const usage = `Stands between a program and its PostgreSQL, and does to the connections what networks do.

    npm run faults -- --upstream HOST:PORT [--listen PORT] [--control PORT] [--seed N]

  --upstream  where the database is
  --listen    where the program finds it instead, on 127.0.0.1; a free port when not said
  --control   where faults are ordered over HTTP, on 127.0.0.1; a free port when not said
  --seed      of all that is left to chance, to have it again`;

type Settings = {
  upstream: { host: string; port: number };
  listen: number;
  control: number;
  seed: number;
};

/** @throws Problem */
function readArguments(args: string[]): Settings | 'help' {
  const text = { type: 'string' } as const;
  const options = {
    upstream: text,
    listen: text,
    control: text,
    seed: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Problem(
      error instanceof Error ? error.message : String(error),
      'npm run faults -- --help tells what there is.',
    );
  }
  if (values.help) return 'help';
  return {
    upstream: readUpstream(values.upstream),
    listen: readNumber('--listen', values.listen, 65_535, 'a port') ?? 0,
    control: readNumber('--control', values.control, 65_535, 'a port') ?? 0,
    seed:
      readNumber('--seed', values.seed, 2 ** 32 - 1, 'a whole number') ??
      Math.floor(Math.random() * 2 ** 32),
  };
}

function readUpstream(text: string | undefined): Settings['upstream'] {
  const remedy = 'Give it as --upstream HOST:PORT, such as --upstream 127.0.0.1:5432.';
  if (text === undefined) throw new Problem('Where the database is was not said.', remedy);
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:/@\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    // It may be a URL with a password in it.
    throw new Problem('What --upstream says is not a host and a port.', remedy);
  }
  return { host, port: Number(port) };
}

function readNumber(name: string, text: string | undefined, most: number, what: string) {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Problem(`${name} ${text} is not ${what}.`, `Give a number from 0 to ${most}.`);
}

/** @throws Problem when the port can't be had */
async function having<Result>(name: string, port: number, start: Promise<Result>): Promise<Result> {
  try {
    return await start;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'EADDRINUSE' ? 'is taken by another program' : `can't be had (${code})`;
    throw new Problem(
      `Port ${port} ${what}.`,
      `Choose another one with ${name}, or leave it out for a free one.`,
    );
  }
}

function say({ what, link, running }: Happening): void {
  const time = new Date().toISOString().slice(11, 23);
  const fault =
    running &&
    [`fault ${running.id}, ${running.fault.kind}`, ...optionsOf(running.fault.options)].join(' ');
  const connection = link && `connection ${link.id}`;
  const sentences = {
    connected: `${connection} is open`,
    disconnected: `${connection} is over`,
    begun: `${fault}: begins`,
    struck: `${fault}: ${connection ?? 'takes place'}`,
    ended: `${fault}: is over, ${running?.times} in all`,
  };
  console.log(`${time}  ${sentences[what]}`);
}

function optionsOf(options: object = {}): string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${String(value)}`);
}

try {
  const settings = readArguments(process.argv.slice(2));
  if (settings === 'help') console.log(usage);
  else await serve(settings);
} catch (error) {
  show(error);
  process.exitCode = 1;
}

async function serve({ upstream, listen, control, seed }: Settings): Promise<void> {
  const starting = FaultProxy.start(upstream, { port: listen, seed, watch: say });
  const proxy = await having('--listen', listen, starting);
  const order = await having('--control', control, startControl(proxy, control)).catch(
    async (error: unknown) => {
      await proxy.stop();
      throw error;
    },
  );
  console.log(`Database  127.0.0.1:${proxy.port}, which leads to ${upstream.host}:${upstream.port}
Control   ${order.url}
Seed      ${seed}

  curl ${order.url}/faults -d '{"fault":"cut","at":"commit","when":"answered"}'
  curl ${order.url}/faults -d '{"fault":"latency","ms":200,"jitter":50}'
  curl ${order.url}/faults -X DELETE
  curl ${order.url}

Ctrl-C ends it.
`);
  const stop = () => {
    void Promise.all([order.stop(), proxy.stop()]).then(() => process.exit());
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}
