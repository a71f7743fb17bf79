import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { inProject } from '../paths.js';
import {
  isElsewhere,
  isEmbeddedRunning,
  restartEmbedded,
  startEmbedded,
  stopEmbedded,
} from '../postgres/embedded.js';
import { freePort } from '../postgres/cluster.js';
import { Problem } from '../problem.js';
import { stopTwice } from '../stop-twice.js';
import { buildShop } from './build.js';
import { generateClient } from './client.js';
import { bringSchemaUp, ensureDatabase } from './database.js';
import { bringSchemaUpWhenThere } from './deployed-schema.js';
import { demoSignIn, seedWhenEmpty } from './demo.js';
import { asProblem, show } from './explain.js';
import { takeLock } from './lock.js';
import { installPackages } from './packages.js';
import { assertPortFree } from './port.js';
import { startServer } from './server.js';
import { keptSecret, loadEnvironmentFile, makeDataFolder, readSettings } from './settings.js';
import { step } from './steps.js';

/** ms between two looks at whether the embedded PostgreSQL, or the npm that runs this, still lives. */
const look = 1_000;

/**
 * Makes the shop ready and serves it until it is told to stop. Ends the process.
 * @param {string[]} args `--dev` serves the sources themselves and reloads them when they change; `--remix-serve`
 *   serves what was built by Remix's own server; `--deployed` serves what was installed and built before, from a
 *   database of one's own which needn't be there yet, and seeds nothing
 */
export async function main(args) {
  const kind = {
    dev: args.includes('--dev'),
    deployed: args.includes('--deployed'),
    remixServe: args.includes('--remix-serve'),
  };
  /** @type {(() => Promise<void> | void)[]} undoes what was begun, last first */
  const undo = [];
  /** @type {(() => void)[]} what a second Ctrl-C does at once */
  const force = [];
  const stopping = stopOnSignal(force);
  let status = 0;
  try {
    process.chdir(inProject());
    await serve(kind, { undo, force, signal: stopping });
  } catch (error) {
    if (!stopping.aborted) {
      status = 1;
      show(error);
    }
  }
  for (const release of undo.reverse()) {
    try {
      await release();
    } catch (error) {
      status = 1;
      show(error);
    }
  }
  process.exit(status);
}

/**
 * @param {(() => void)[]} force
 * @returns {AbortSignal}
 */
function stopOnSignal(force) {
  const stopping = new AbortController();
  const stop = stopTwice(
    () => {
      console.log(process.stdout.isTTY ? '\nStopping; once more stops at once.' : 'Stopping.');
      stopping.abort();
    },
    () => {
      for (const kill of force) kill();
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, stop);
  }
  if (process.env.npm_lifecycle_event) stopWithParent(stop);
  return stopping.signal;
}

/**
 * npm passes a SIGTERM to the shell it put between, and most shells die of it without a word to what they run.
 * @param {() => void} stop
 */
function stopWithParent(stop) {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    stop();
  }, look);
  watching.unref();
}

/**
 * @param {{ dev: boolean, deployed: boolean, remixServe: boolean }} kind
 * @param {{ undo: (() => Promise<void> | void)[], force: (() => void)[], signal: AbortSignal }} life
 */
async function serve({ dev, deployed, remixServe }, { undo, force, signal }) {
  if (!deployed) makeDataFolder();
  loadEnvironmentFile();
  const settings = readSettings(process.env);
  if (deployed) {
    assertConfigured(process.env);
    // As long as balancers need to notice.
    process.env.SHUTDOWN_DRAIN_MS ||= '5000';
  }
  const holder = { name: dev ? 'npm run dev' : 'npm start', url: '' };
  if (!deployed) undo.push(await lock(holder));
  await assertPortFree(settings.host, settings.port);

  if (!deployed) {
    await step('Packages', (say) => installPackages(say, signal));
    await step('Client', (say) => generateClient(say, signal));
    if (!dev) await step('Build', (say) => buildShop(say, signal));
    signal.throwIfAborted();
  }

  const databaseUrl = settings.databaseUrl ?? (await startOwnDatabase(undo, force));
  if (!deployed) {
    await step('Schema', (say) => bringSchemaUp(databaseUrl, say));
    signal.throwIfAborted();
    await step('Catalogue', (say) => seedWhenEmpty(databaseUrl, say));
    signal.throwIfAborted();
  }

  const signIn = deployed ? null : await demoSignIn(databaseUrl);
  // So that the demo's products can be ordered like a real shop's: by letter.
  if (signIn) process.env.SHOP_EMAIL ||= signIn.email;
  const server = await step(
    'Server',
    async () => {
      const port = settings.port || (await freePort());
      const sessionSecret = process.env.SESSION_SECRET || keptSecret('session-secret');
      const address = { host: settings.host, port, databaseUrl, sessionSecret };
      const kind = dev ? 'development' : remixServe ? 'remix-serve' : 'production';
      const started = await startServer(address, pass, kind);
      undo.push(started.stop);
      force.push(started.kill);
      return started;
    },
    () => 'answering',
  );
  holder.url = server.url;

  console.log(`\nShop       ${server.url}\nAdmin      ${server.url}/admin`);
  if (signIn) console.log(`Sign in    ${signIn.email}\nPassword   ${signIn.password}`);

  if (deployed) void bringSchemaUpWhenThere(databaseUrl, signal);
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort');
  await Promise.race([
    stopped,
    server.died.then((said) => {
      if (signal.aborted) return;
      throw new Problem(
        `The shop's server ended unexpectedly. ${said}`,
        'Start it again; what is saved is safe.',
      );
    }),
  ]);
}

/**
 * @param {(() => Promise<void> | void)[]} undo
 * @param {(() => void)[]} force
 * @returns {Promise<string>} the shop's database
 */
async function startOwnDatabase(undo, force) {
  const embedded = await step(
    'Database',
    async (say) => {
      const started = await startEmbedded(keptSecret('postgres-password'), say);
      const closing = new AbortController();
      undo.push(() => {
        closing.abort();
        return stopEmbedded(started);
      });
      void keepAlive(started, closing.signal);
      force.push(() => void stopEmbedded(started, 'immediate').catch(() => {}));
      await ensureDatabase(started.url('postgres'), 'shop');
      return started;
    },
    (/** @type {import('../postgres/embedded.js').Embedded} */ started) =>
      `PostgreSQL ${started.adopted ? 'still ran' : 'runs'} on port ${started.port}`,
  );
  if (isElsewhere()) {
    console.log(`           Its data is in ${embedded.data}, where PostgreSQL's account gets in.`);
  }
  return embedded.url('shop');
}

/**
 * Starts the database again when something kills it; the shop stays open meanwhile.
 * @param {import('../postgres/embedded.js').Embedded} embedded
 * @param {AbortSignal} signal
 */
async function keepAlive(embedded, signal) {
  for (;;) {
    await delay(look, undefined, { ref: false, signal }).catch(() => {});
    if (signal.aborted) return;
    if (isEmbeddedRunning(embedded)) continue;
    console.error('The database ended unexpectedly; starting it again.');
    try {
      await restartEmbedded(embedded);
      console.error('The database is back.');
    } catch (error) {
      console.error(asProblem(error).message);
    }
  }
}

/**
 * @param {import('./lock.js').Holder} holder
 * @returns {Promise<() => void>} lets go
 * @throws Problem when someone else holds it
 */
async function lock(holder) {
  const taken = await takeLock(holder);
  if ('lock' in taken) return taken.lock.release;
  const { name, url } = taken.heldBy;
  if (url) {
    throw new Problem(
      `The shop already runs in this folder: ${url}`,
      'Use that one, or stop it first.',
    );
  }
  throw new Problem(
    `"${name}" is under way in this folder.`,
    'Wait until it is done, or stop it first.',
  );
}

/**
 * What a deployed shop can't make up for itself, for it would be gone with the container.
 * @param {Record<string, string | undefined>} environment
 */
function assertConfigured(environment) {
  for (const name of ['DATABASE_URL', 'SESSION_SECRET']) {
    if (!environment[name])
      throw new Problem(`${name} is not set.`, 'See .env.example for what it means.');
  }
  const schema = environment.SCHEMA_AT_START || 'leave';
  if (schema !== 'leave' && schema !== 'push') {
    throw new Problem(`SCHEMA_AT_START is "${schema}".`, 'Set it to leave or to push.');
  }
}

/**
 * @param {Buffer} chunk
 * @param {'stdout' | 'stderr'} stream
 */
function pass(chunk, stream) {
  process[stream].write(chunk);
}
