import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inProject } from '../scripts/paths.js';
import { managementSecret } from '../scripts/test/secrets.js';

export type Ran = {
  status: number;
  said: string;
  complained: string;
  /** The arguments and environments of every curl that it ran: what others on the machine may see. */
  seen: string;
};

/** Runs scripts/manage-remote-db.sh as a person does, under the plainest shell that is here. */
export async function manage(
  appUrl: string,
  args: string[],
  { input = '', given = managementSecret }: { input?: string; given?: string } = {},
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-manage-'));
  const log = join(folder, 'seen');
  const curl = `#!/bin/sh\n{ echo "$*"; env; } >> '${log}'\nPATH=\${PATH#*:} exec curl "$@"\n`;
  await writeFile(join(folder, 'curl'), curl);
  await chmod(join(folder, 'curl'), 0o755);
  const child = spawn('sh', [inProject('scripts/manage-remote-db.sh'), ...args], {
    env: {
      PATH: [folder, process.env.PATH].join(delimiter),
      NODE_ENV: 'test',
      APP_URL: appUrl,
      DB_MANAGEMENT_SECRET: given,
    },
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (complained += String(chunk)));
  // It may end without having read anything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number];
  const seen = await readFile(log, 'utf8').catch(() => '');
  await rm(folder, { recursive: true });
  return { status, said, complained, seen };
}
