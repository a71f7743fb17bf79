import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { freePort } from '../postgres/cluster.js';
import { type Kind, startServer } from '../start/server.js';
import type { Given } from './bare';

/** Of every shop that is measured. */
export const sessionSecret = 'x'.repeat(40);

export type Measured = { port: number; pid: number; stop: () => Promise<void> | void };

/** The shop from what was built. @param more on top of the environment. */
export async function startShop(
  databaseUrl: string,
  more: Record<string, string>,
  kind: Kind = 'production',
): Promise<Measured> {
  const port = await freePort();
  const address = { host: '127.0.0.1', port, databaseUrl, sessionSecret };
  const before = { ...process.env };
  Object.assign(process.env, more);
  const starting = startServer(address, () => undefined, kind);
  // Its process has its environment by now.
  for (const name of Object.keys(more)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
  const { pid, stop } = await starting;
  return { port, pid, stop };
}

/** A bare server that sends the very answers that another one gives for these paths. */
export async function startBare(port: number, paths: string[]): Promise<Measured> {
  const given: Given = {};
  for (const path of new Set(paths)) {
    const { headers, body } = await ask(port, path);
    const same = Object.entries(headers).filter(
      ([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
    );
    given[path] = {
      headers: Object.fromEntries(same.map(([name, value]) => [name, String(value)])),
      body: body.toString('base64'),
    };
  }
  const child = fork(fileURLToPath(new URL('bare.ts', import.meta.url)));
  child.send(given);
  const [its] = (await once(child, 'message')) as [number];
  return { port: its, pid: child.pid ?? 0, stop: () => void child.kill() };
}

/** @throws for anything but a 200 */
export async function ask(port: number, path: string, more: Record<string, string> = {}) {
  const headers = { Accept: 'text/html', 'Accept-Encoding': 'br, gzip', ...more };
  const [response] = (await once(
    get({ host: '127.0.0.1', port, path, headers, agent: false }),
    'response',
  )) as [IncomingMessage];
  const body = await buffer(response);
  if (response.statusCode !== 200)
    throw new Error(`${path} answered ${String(response.statusCode)}.`);
  return { headers: response.headers, body };
}

/** MB that a process holds. */
export function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;
}

/** µs that a process has worked so far, by the kernel's clock of 100 Hz; NaN where there is no /proc. */
export function workOf(pid: number): number {
  try {
    // Behind its name, which may have spaces and brackets in it: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return NaN;
  }
}
