import './node-version.js';
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, lengthOf, plan } from '../e2e/chaos/plan';
import { asMarkdown, asText, barsOf } from '../e2e/chaos/report';
import { runChaos } from '../e2e/chaos/run';
import { openChaosShop } from '../e2e/chaos/shop';
import { readArguments, type Settings, usage } from './chaos-arguments';
import { inProject } from './paths.js';
import { show } from './start/explain.js';
import { stopTwice } from './stop-twice.js';
import { makeReady } from './test/ready.js';

/** Aborts at the first Ctrl-C, so that the run ends in order; a second one ends it at once. */
function untilInterrupted(): AbortSignal {
  const enough = new AbortController();
  const end = stopTwice(
    () => {
      console.log('Ending in order; once more to end at once.');
      enough.abort();
    },
    () => process.exit(130),
  );
  process.on('SIGINT', end).on('SIGTERM', end);
  return enough.signal;
}

function printPlan({ seed, seconds }: Settings): void {
  let at = 0;
  for (const step of plan(seed)) {
    if (at >= seconds * 1000) return;
    console.log(`${(at / 1000).toFixed(1).padStart(7)} s  ${describe(step)}`);
    at += lengthOf(step);
  }
}

async function pretty(markdown: string): Promise<string> {
  const options = await resolveConfig(inProject('docs/chaos.md'));
  return format(markdown, { ...options, parser: 'markdown' });
}

async function run(settings: Settings): Promise<void> {
  const { seconds, seed, json, report } = settings;
  const interrupted = untilInterrupted();
  await makeReady();
  console.log(`${seconds} s of chaos: npm run chaos -- --seconds ${seconds} --seed ${seed}`);
  const logFile = inProject(`.data/chaos/server-${seed}.log`);
  const shop = await openChaosShop(seed, logFile);
  try {
    const result = await runChaos(shop, settings, interrupted, console.log);
    console.log(`\n${asText(result)}`);
    const bars = barsOf(result);
    if (json) writeFileSync(json, `${JSON.stringify({ bars, ...result }, null, 2)}\n`);
    if (interrupted.aborted) {
      process.exitCode = 130;
      return;
    }
    if (report) writeFileSync(report, await pretty(asMarkdown(result)));
    if (bars.every(({ held }) => held)) return;
    console.log(`The server's log: ${logFile}`);
    process.exitCode = 1;
  } finally {
    await shop.stop();
  }
}

try {
  const settings = readArguments(process.argv.slice(2));
  if (settings === 'help') console.log(usage);
  else if (settings.plan) printPlan(settings);
  else await run(settings);
} catch (error) {
  show(error);
  process.exitCode = 1;
}
