import { rmSync } from 'node:fs';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';
import { run } from '../run.js';
import { compressFiles } from './compress.js';
import { fingerprint, isStamped, writeStamp } from './fingerprint.js';

const stamp = inProject('build/.fingerprint');
const sources = [
  'app',
  'public',
  'package-lock.json',
  'remix.config.js',
  'scripts/start/compress.js',
  'tsconfig.json',
  'vite.config.ts',
];

/** The client is generated from the schema, in files whose order and stamp say nothing of the shop. */
const isSource = (/** @type {string} */ path) =>
  !/\.test\.tsx?$/.test(path) && path !== 'app/db/generated/.fingerprint';

/**
 * Builds the shop for production, if its sources changed since it was built.
 * @param {(text: string) => void} say
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} what came of it
 */
export async function buildShop(say, signal) {
  const current = fingerprint(inProject(), sources, isSource);
  if (isStamped(stamp, current)) return 'up to date';
  say('building the shop for production');
  rmSync(stamp, { force: true });
  const { status, output } = await run(
    process.execPath,
    [inProject('node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'],
    { cwd: inProject(), env: { ...process.env, NODE_ENV: 'production' }, signal },
  );
  if (status !== 0) {
    throw new Problem(
      `The shop was not built:\n${withoutTrace(output)}`,
      /ENOSPC/.test(output)
        ? 'Make room on the disk.'
        : 'Put right what it says, then run this again.',
    );
  }
  await compressFiles(inProject('build/client'));
  writeStamp(stamp, current);
  return 'built';
}

/**
 * What the builder says of an error, without where in itself it met it.
 * @param {string} output
 */
function withoutTrace(output) {
  const lines = output.split('\n');
  const end = lines.findIndex((line) => /^\s+at /.test(line));
  return lines.slice(0, end === -1 ? undefined : end).join('\n');
}
