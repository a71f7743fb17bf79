/**
 * How many pages a second the shop answers, and how soon: with its cache warm, cold and switched off, beside the same
 * build under stock remix-serve and a bare node:http server that sends the same bytes. In turns, in one run.
 * Writes docs/benchmarks/pages.md and pages.svg.
 *
 *   npm run bench -- --rounds 11 --seconds 1 --outage 60
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import pg from 'pg';
import { bringSchemaUp } from '~/db/schema/bring-up.server';
import { startThrowawayCluster } from '../postgres/throwaway.js';
import { cloneDatabase } from '../test/database.js';
import { makeReady } from '../test/ready.js';
import { fillCatalogue } from './catalogue';
import { measureFlood } from './flood';
import { measureFreshness } from './freshness';
import { type Generator, startGenerator } from './generator';
import { measureHome } from './home';
import { httpReport } from './http-report';
import { bars, type Results } from './http-results';
import { measureOutage } from './outage';
import { plot } from './plot';
import { ask, type Measured, memoryOf, startBare, startShop, workOf } from './servers';
import { addresses } from './addresses';
import { readOptions } from '../arguments';

const options = readOptions('npm run bench', process.argv.slice(2), {
  rounds: { type: 'string', default: '11' },
  seconds: { type: 'string', default: '1' },
  outage: { type: 'string', default: '60' },
  out: { type: 'string', default: 'docs/benchmarks/pages' },
});
const rounds = Number(options.rounds);
const lasting = Number(options.seconds) * 1000;
const connections = 16;
const products = 1_400;
/** Products that a cold server is asked for first, so that its code is compiled when it is measured; and those measured. */
const forCompiling = 200;
const askedCold = 1_000;
const cold = { CACHE_DIR: 'off', CACHE_WARM: 'off' };

/** Addresses of the flood: many times what its cache holds. */
const flooding = 2_000;
/** Servers that need no other process, and so leave a core to who asks. */
const alone = ['warm', 'bare'];

const begun = performance.now();
const say = (text: string) => {
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.error(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${text}`);
};

const [load = 0] = loadavg();
await makeReady();
const cluster = await startThrowawayCluster(['shared_buffers=256MB']);
const generator = startGenerator();
try {
  const database = await cloneDatabase(cluster.url('postgres'), 'shop', 'template0');
  await bringSchemaUp(database, 'bench');
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await fillCatalogue(client, products);
  const all = await addresses(client);
  await client.end();

  const results: Results = {
    kinds: {},
    memory: {},
    misses: [],
    flood: null,
    fresh: null,
    outage: null,
    load,
  };
  if (load > 1) say(`the machine is busy: its load is ${load.toFixed(1)}`);
  await measureServers(database, all.shown, results);
  await measureMisses(database, all, results);
  say(`${flooding} made-up addresses, each asked for twice`);
  results.flood = await measureFlood(database, generator, flooding);
  say('edits, one after the other');
  results.fresh = await measureFreshness(database, cold, all.shown.product ?? []);
  if (Number(options.outage) > 0) {
    say(`the database goes away for ${options.outage} s`);
    results.outage = await measureOutage(database, cluster, generator, {
      paths: Object.values(all.shown).flat(),
      seconds: Number(options.outage),
    });
  }
  const held = bars(results);
  const text = httpReport(results, held, { rounds, lasting, connections, products });
  console.log(text);
  await mkdir('docs/benchmarks', { recursive: true });
  await writeFile(`${options.out}.md`, text);
  await writeFile(`${options.out}.svg`, plot(results));
  for (const { name, measured, bar, holds } of held) {
    say(`${holds ? 'holds' : 'FAILS'}: ${name}: ${measured} (${bar})`);
  }
} finally {
  generator.stop();
  await cluster.stop();
}

/** The four servers, asked for the same pages in turns. */
async function measureServers(database: string, shown: Record<string, string[]>, into: Results) {
  const warm = await startShop(database, cold);
  const servers: Record<string, Measured> = {
    warm,
    none: await startShop(database, { CACHE_BYTES: '0' }),
    remix: await startShop(database, {}, 'remix-serve'),
  };
  for (const paths of Object.values(shown)) for (const path of paths) await ask(warm.port, path);
  servers.bare = await startBare(warm.port, Object.values(shown).flat());

  const idle = Object.fromEntries(
    Object.entries(servers).map(([n, { pid }]) => [n, memoryOf(pid)]),
  );
  // The first round compiles.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [kind, paths] of Object.entries(shown)) {
      const cells = (into.kinds[kind] ??= {});
      for (const [name, { port, pid }] of inTurn(Object.entries(servers), round)) {
        const before = workOf(pid);
        const awake = alone.includes(name);
        const answered = await generator.putUnderLoad({ port, paths, connections, lasting, awake });
        const cpu = (workOf(pid) - before) / answered.requests;
        if (round > 0) (cells[name] ??= []).push({ ...answered, cpu });
      }
    }
    say(round === 0 ? 'everything is compiled' : `round ${round} of ${rounds}`);
  }
  for (const [name, { pid, stop }] of Object.entries(servers)) {
    into.memory[name] = { idle: idle[name] ?? NaN, loaded: memoryOf(pid) };
    await stop();
  }
}

/** Pages that nobody asked for before, each once, of a server that has just started. */
async function measureMisses(
  database: string,
  { shown, distinct }: Awaited<ReturnType<typeof addresses>>,
  into: Results,
) {
  for (let round = 0; round < 3; round += 1) {
    for (const [kind, paths] of Object.entries(distinct)) {
      const server = await startShop(database, cold);
      const compile = [...(distinct.product ?? []).slice(0, forCompiling), ...(shown.search ?? [])];
      if (kind !== 'product') compile.push(...(shown[kind] ?? []));
      await once(generator, server.port, compile);
      const asked =
        kind === 'product' ? paths.slice(forCompiling, forCompiling + askedCold) : paths;
      const answered = await once(generator, server.port, asked);
      into.misses.push({
        ...{ kind, pages: asked.length, memory: memoryOf(server.pid) },
        ...answered,
      });
      await server.stop();
    }
    into.misses.push(await measureHome(database, cold));
    say(`cold pages, round ${round + 1}`);
  }
}

function once(generator: Generator, port: number, paths: string[]) {
  const atMost = paths.length;
  return generator.putUnderLoad({ port, paths, connections, atMost, lasting: 120_000 });
}

/** Who is first has the quieter machine, or the noisier: so each is, in turn. */
function inTurn<Item>(items: Item[], round: number): Item[] {
  const first = round % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
