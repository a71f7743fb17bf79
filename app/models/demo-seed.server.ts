import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Told = { signIn?: { email: string; password: string } | null; error?: { message: string } };

/**
 * Fills an empty shop with the demo catalogue, in a process of its own: the catalogue and its pictures are no
 * part of what is built.
 * @returns how its owner signs in; null where there were products or that owner already: nothing has changed then.
 */
export async function seedDemo(): Promise<{ email: string; password: string } | null> {
  const child = fork(join(process.cwd(), 'scripts/start/prepare.ts'), ['seed'], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let told: Told = {};
  child.on('message', (message) => (told = { ...told, ...(message as Told) }));
  await once(child, 'close');
  if (told.error) throw new Error(told.error.message);
  if (told.signIn === undefined)
    throw new Error('The catalogue was not planted; the log has more.');
  return told.signIn;
}
