import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';
import { run } from '../run.js';
import { show } from '../start/explain.js';
import { loadEnvironmentFile } from '../start/settings.js';

/** CapRover's own client. It takes what it is to do, and the token, from its environment: nothing shows in `ps`. */
const client = 'caprover@2.4.4';

const needed = ['CAPROVER_URL', 'CAPROVER_APP', 'CAPROVER_APP_TOKEN'];
/** What would make the client send something else, or sign in with a password. */
const unwanted = ['CAPROVER_TAR_FILE', 'CAPROVER_IMAGE_NAME', 'CAPROVER_NAME', 'CAPROVER_PASSWORD'];

/** `npm run deploy`: hands the last commit to a CapRover, which builds and runs it. Asks for nothing. */
export async function main() {
  try {
    process.chdir(inProject());
    loadEnvironmentFile();
    const commit = await committed();
    assertTarget(process.env);
    console.log(`Sending ${commit} to ${process.env.CAPROVER_APP} at ${process.env.CAPROVER_URL}.`);
    await send(process.env);
    console.log(
      'CapRover builds it now, which takes a few minutes; its page of the app shows how it goes. ' +
        'Until the new container is well, the old one serves.',
    );
  } catch (error) {
    show(error);
    process.exitCode = 1;
  }
}

/**
 * @returns {Promise<string>} the last commit's short name
 * @throws Problem where the folder holds something else
 */
async function committed() {
  const { status, output: changes } = await run('git', ['status', '--porcelain']);
  if (status !== 0) {
    throw new Problem('This folder is no git checkout.', 'Deploy from a clone of the project.');
  }
  if (changes !== '') {
    throw new Problem(
      `Not all is committed, and only what is committed is deployed:\n${changes}`,
      'Commit it, put it away with `git stash -u`, or take it back.',
    );
  }
  return (await run('git', ['rev-parse', '--short', 'HEAD'])).output;
}

/** @param {Record<string, string | undefined>} environment */
function assertTarget(environment) {
  const missing = needed.filter((name) => !environment[name]);
  if (missing.length === 0) return;
  throw new Problem(
    `Not set: ${missing.join(', ')}.`,
    'Set CAPROVER_URL to your CapRover (https://captain.example.org), CAPROVER_APP to the app’s name, and ' +
      'CAPROVER_APP_TOKEN to what CapRover shows under the app’s Deployment, “Enable App Token”.',
  );
}

/** @param {NodeJS.ProcessEnv} environment */
async function send(environment) {
  const env = { ...environment, CAPROVER_BRANCH: 'HEAD' };
  for (const name of unwanted) Reflect.deleteProperty(env, name);
  const child = spawn('npx', ['--yes', client, 'deploy'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [status] = /** @type {[number | null]} */ (await once(child, 'exit'));
  if (status === 0) return;
  throw new Problem('It was not deployed.', 'Put right what is said above, then run this again.');
}
