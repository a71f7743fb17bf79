import { pathToFileURL } from 'node:url';
import { inProject } from './paths.js';

/**
 * Runs a benchmark of scripts/bench/, compiled as the shop itself is: a loader that compiles in passing
 * (tsx) adds to each function what keeps its name, and that would be measured too.
 */
const { build } = await import('vite');
const [name = ''] = process.argv.slice(2);
const outDir = inProject('build/bench');
await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '~': inProject('app') } },
  build: {
    ssr: inProject(`scripts/bench/${name}.ts`),
    outDir,
    target: 'node20',
    emptyOutDir: false,
  },
});
await import(pathToFileURL(`${outDir}/${name}.js`).href);
