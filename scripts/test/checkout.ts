import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from '../paths.js';

/** What a start needs of the project, and what others made of it. */
const parts = [
  'app',
  'build',
  'prisma',
  'public',
  'scripts',
  'package.json',
  'package-lock.json',
  'prisma.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

/** A run of scripts/start.js. */
export type Run = {
  pid: number;
  /** Everything it has said so far. */
  said: () => string;
  /** Waits until it says something. @throws when it ends before that. */
  says: (pattern: RegExp) => Promise<string[]>;
  /** Waits until the shop answers. @returns its address, the database's port or 0 */
  opens: () => Promise<{ url: string; port: number }>;
  ended: Promise<{ status: number | string; said: string }>;
  signal: (name: NodeJS.Signals) => void;
};

export type RunOptions = {
  env?: Record<string, string>;
  args?: string[];
  /** For Node itself. */
  execArgv?: string[];
  /** A program and its arguments that run what is put after them. */
  under?: string[];
  uid?: number;
};

/** A copy of the project with a `.data` of its own. It shares the packages, and its `npm` installs nothing. */
export type Checkout = {
  folder: string;
  start: (options?: RunOptions) => Run;
  /** What npm was asked for. */
  npmCalls: () => string[];
  /** The embedded PostgreSQL's process, null when it left none behind. */
  postgresPid: () => number | null;
  /** Ends what still runs, and the files. */
  remove: () => Promise<void>;
};

export function copyCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-checkout-'));
  chmodSync(folder, 0o755);
  for (const part of parts) {
    if (existsSync(join(root, part))) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const calls = join(folder, 'npm-calls');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\necho "$*" >> '${calls}'\nexit 1\n`);
  chmodSync(join(folder, 'bin/npm'), 0o755);
  const runs: ChildProcess[] = [];
  const postgresPid = () => {
    const file = join(folder, '.data/postgres/postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
  };

  return {
    folder,
    postgresPid,
    npmCalls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
    start({ env = {}, args = [], execArgv = [], under = [], uid } = {}) {
      const command = [...under, process.execPath, ...execArgv, 'scripts/start.js', ...args];
      const child = spawn(command[0] ?? '', command.slice(1), {
        cwd: folder,
        // A group of its own, as a terminal gives to what is typed in it.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
          HOME: process.env.HOME,
          NODE_ENV: 'production',
          PORT: '0',
          ...env,
        },
        ...(uid === undefined ? {} : { uid, gid: uid }),
      });
      runs.push(child);
      return follow(child);
    },
    async remove() {
      for (const child of runs) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        // With the shell it may run under, which would die alone.
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
        await once(child, 'exit');
      }
      const pid = postgresPid();
      if (pid && isAlive(pid)) {
        process.kill(pid, 'SIGQUIT');
        await untilGone(pid);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function follow(child: ChildProcess): Run {
  let said = '';
  let isOver = false;
  const news = new EventEmitter();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      news.emit('more');
    });
  }
  const ended = once(child, 'close').then((end) => {
    const [code, signal] = end as [number | null, NodeJS.Signals | null];
    isOver = true;
    news.emit('more');
    return { status: code ?? signal ?? '', said };
  });
  const says = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return [...found];
      if (isOver) throw new Error(`It ended without ${pattern}:\n${said}`);
      await once(news, 'more');
    }
  };
  return {
    pid: child.pid ?? 0,
    said: () => said,
    says,
    async opens() {
      const [, url = ''] = await says(/^Shop +(http\S+)\nAdmin +\1\/admin\n/m);
      const port = Number(/on port (\d+)/.exec(said)?.[1] ?? 0);
      return { url, port };
    },
    ended,
    signal: (name) => void child.kill(name),
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process that isn't ours is gone. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
