import { rmSync } from 'node:fs';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';
import { run } from '../run.js';
import { fingerprint, isStamped, writeStamp } from './fingerprint.js';

const stamp = inProject('app/db/generated/.fingerprint');
const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];

/**
 * Generates the Prisma client from the schema, if it isn't there.
 * @param {(text: string) => void} say
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} what came of it
 */
export async function generateClient(say, signal) {
  const current = fingerprint(inProject(), sources);
  if (isStamped(stamp, current)) return 'up to date';
  say('generating it from prisma/schema.prisma');
  rmSync(stamp, { force: true });
  const { status, output } = await run(
    process.execPath,
    [inProject('node_modules/prisma/build/index.js'), 'generate'],
    { cwd: inProject(), env: { ...process.env, ...quiet }, signal },
  );
  if (status !== 0) {
    throw new Problem(
      `The database client was not generated:\n${output}`,
      'Put right what it says, then run this again.',
    );
  }
  writeStamp(stamp, current);
  return 'generated';
}

/** Generating needs no schema engine, but Prisma downloads one unless it is told of a program that exists. */
const quiet = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};
