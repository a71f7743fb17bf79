/**
 * Runs a benchmark of scripts/bench/ on a PostgreSQL of its own (DATABASE_URL), compiled as the shop
 * itself is: a loader that compiles in passing (tsx) adds to each function what keeps its name, and
 * that would be measured too.
 */
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { inProject } from './paths.js';
import { startThrowawayCluster } from './postgres/throwaway.js';

const [name = ''] = process.argv.slice(2);
const outDir = inProject('build/bench');
const ssr = inProject('scripts/bench', `${name}.ts`);
await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '~': inProject('app') } },
  build: { ssr, outDir, target: 'node20', emptyOutDir: false },
});
const cluster = await startThrowawayCluster();
process.env.DATABASE_URL = cluster.url('postgres');
try {
  await import(pathToFileURL(`${outDir}/${name}.js`).href);
} finally {
  await cluster.stop();
}
