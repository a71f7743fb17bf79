import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { readArguments } from './faults-arguments';
import { inProject } from './paths.js';

const { host: upstream } = new URL(process.env.DATABASE_URL ?? '');

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

let runs: Run[] = [];

afterEach(async () => {
  // Its group: tsx runs the script in a process of its own.
  for (const { child } of runs)
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  await Promise.all(runs.map(({ ended }) => ended));
  runs = [];
});

function run(...args: string[]): Run {
  const child = spawn(
    process.execPath,
    [inProject('node_modules/tsx/dist/cli.mjs'), inProject('scripts/faults.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let said = '';
  const keep = (chunk: Buffer) => (said += String(chunk));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'close').then((values) => values[0] as number | null);
  const started = { child, output: () => said, ended };
  runs.push(started);
  return started;
}

async function find(pattern: RegExp, { output }: Run): Promise<string> {
  await expect.poll(output).toMatch(pattern);
  return pattern.exec(output())?.[1] ?? '';
}

test('it tells where it is, what happens, and leaves when it is asked to', async () => {
  const started = run('--upstream', upstream, '--seed', '42');
  const control = await find(/^Control +(\S+)$/m, started);
  const listen = await find(/^Database +(\S+),/m, started);
  expect(started.output()).toContain(`which leads to ${upstream}`);
  expect(started.output()).toMatch(/^Seed +42$/m);

  await fetch(`${control}/faults`, { method: 'POST', body: '{"fault":"cut","at":"select"}' });
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.host = listen;
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNRESET' });
  for (const line of [
    'connection 1 is open',
    'fault 1, cut sent at=select how=rst times=1: begins',
    'fault 1, cut sent at=select how=rst times=1: connection 1',
    'connection 1 is over',
  ]) {
    await expect.poll(started.output).toContain(line);
  }

  const open = new pg.Client({ connectionString: url.href });
  open.on('error', () => undefined);
  await open.connect();
  process.kill(-(started.child.pid ?? 0), 'SIGINT');
  expect(await started.ended).toBe(0);
  await expect(fetch(control)).rejects.toThrow();
});

test.each(['--listen', '--control'])('a port that is taken is said to be: %s', async (option) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const { ended, output } = run('--upstream', upstream, option, port);
  expect(await ended).toBe(1);
  expect(output()).toContain(
    `Port ${port} is taken by another program.\n→ Choose another one with ${option}`,
  );
  other.close();
});

describe('what is wrong is said in a sentence', () => {
  const url = 'postgresql://mia:secret@host:5432/shop';
  test.each<[string, string[], RegExp]>([
    ['no database', [], /^Where the database is was not said\.$/],
    ['a URL', ['--upstream', url], /^What --upstream says is not a host and a port\.$/],
    ['no port', ['--upstream', 'localhost'], /not a host and a port/],
    ['a port beyond all', ['--upstream', 'localhost:70000'], /not a host and a port/],
    ['a word for a port', ['--upstream', upstream, '--listen', 'here'], /--listen here is not a port/],
    ['a control port beyond all', ['--upstream', upstream, '--control', '99999'], /--control 99999 is not a port/],
    ['a word for a seed', ['--upstream', upstream, '--seed', 'x'], /--seed x is not a whole number/],
    ['an unknown option', ['--upstream', upstream, '--speed', '1'], /Unknown option '--speed'/],
    ['a word too many', ['--upstream', upstream, 'now'], /Unexpected argument 'now'/],
  ])('%s', (_name, args, expected) => {
    expect(() => readArguments(args)).toThrow(expected);
  }); // prettier-ignore

  test('addresses of both kinds are understood', () => {
    expect(readArguments(['--upstream', '[::1]:5432'])).toMatchObject({
      upstream: { host: '::1', port: 5432 },
      listen: 0,
      control: 0,
    });
  });
});
