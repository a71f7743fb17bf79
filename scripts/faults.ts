import './node-version.js';
import { startControl } from '../e2e/faults/control';
import { type Happening, FaultProxy } from '../e2e/faults/proxy';
import { readArguments, type Settings, usage } from './faults-arguments';
import { Problem } from './problem.js';
import { show } from './start/explain.js';

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
