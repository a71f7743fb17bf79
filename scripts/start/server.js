import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';

/**
 * @typedef {{ host: string, port: number, databaseUrl: string, sessionSecret: string }} Address
 * @typedef {{ url: string, pid: number, died: Promise<string>, stop: () => Promise<void>, kill: () => void }} Server
 *   `died` resolves to what the server says of its end, whoever caused it; `stop` lets it finish its answers.
 * @typedef {(chunk: Buffer, stream: 'stdout' | 'stderr') => void} Listener
 */

/** ms that a server may take until it answers, and until it has finished its last answers. */
const patience = { start: 60_000, stop: 15_000 };

/**
 * How each kind of server is run: the shop's own, on what was built; Remix's, on the same; Remix's for the sources.
 * @typedef {'production' | 'remix-serve' | 'development'} Kind
 * @type {Record<Kind, { preload: string[], program: string[] }>}
 */
const kinds = {
  production: { preload: ['server-process.js'], program: [inProject('scripts/start/serve.js')] },
  'remix-serve': {
    preload: ['server-process.js', 'leave-when-idle.js'],
    program: [inProject('node_modules/@remix-run/serve/dist/cli.js'), 'build/server/index.js'],
  },
  development: {
    preload: ['server-process.js', 'leave-when-idle.js'],
    program: [inProject('node_modules/@remix-run/dev/dist/cli.js'), 'vite:dev'],
  },
};

/**
 * Runs the shop in a process of its own and waits until it answers.
 * @param {Address} address
 * @param {Listener} listener gets what the server writes, line breaks and all
 * @param {Kind} kind
 * @returns {Promise<Server>}
 * @throws Problem when it ends before it answers
 */
export async function startServer(address, listener, kind = 'production') {
  const { host, port, databaseUrl, sessionSecret } = address;
  const { preload, program } = kinds[kind];
  const args = preload.flatMap((file) => ['--import', new URL(file, import.meta.url).href]);
  args.push(...program);
  if (kind === 'development') args.push('--host', host, '--port', String(port), '--strictPort');
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: inProject(),
    // A group of its own: Ctrl-C reaches the supervisor alone, which then stops everything in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: kind === 'development' ? 'development' : 'production',
      LOG_FORMAT: process.env.LOG_FORMAT || (process.stdout.isTTY ? 'pretty' : 'json'),
      HOST: host,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: sessionSecret,
    },
  });
  let saidLast = '';
  child.on('message', (/** @type {{ message: string }} */ { message }) => (saidLast = message));
  let boot = '';
  let answers = false;
  for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
    child[stream]?.on('data', (/** @type {Buffer} */ chunk) => {
      if (answers) listener(chunk, stream);
      else boot += String(chunk);
    });
  }
  const died = once(child, 'exit').then(
    ([code, signal]) =>
      saidLast || (!answers && boot.trim()) || `Its process ended with ${String(signal ?? code)}.`,
  );
  const url = urlOf(host, port);
  const drain = Number(process.env.SHUTDOWN_DRAIN_MS ?? 0) || 0;
  const server = {
    url,
    pid: child.pid ?? 0,
    died,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), patience.stop + drain);
      child.kill('SIGTERM');
      await died;
      clearTimeout(timer);
    },
  };
  const giveUp = new AbortController();
  const outcome = await Promise.race([
    died.then((said) => `The shop's server ended before it answered. It said:\n${said}`),
    untilAnswering(host, port, giveUp.signal).then(() => null),
    delay(patience.start, 'The shop’s server did not answer within a minute.', {
      ref: false,
      signal: giveUp.signal,
    }).catch(() => null),
  ]);
  giveUp.abort();
  if (outcome !== null) {
    server.kill();
    throw new Problem(outcome, 'Put right what it says, then run this again.');
  }
  answers = true;
  if (boot) listener(Buffer.from(boot), 'stdout');
  return server;
}

/**
 * Where a person on this machine finds what listens there.
 * @param {string} host
 * @param {number} port
 */
function urlOf(host, port) {
  const here = ['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'].includes(host);
  const name = here ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/**
 * @param {string} host
 * @param {number} port
 * @param {AbortSignal} signal
 */
async function untilAnswering(host, port, signal) {
  const connectTo = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  while (!signal.aborted && !(await answers(connectTo, port))) await delay(20);
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(host, port) {
  return new Promise((resolve) => {
    const request = get({ host, port, path: '/livez', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}
