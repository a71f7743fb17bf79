import { buildShop } from '../start/build.js';
import { generateClient } from '../start/client.js';
import { show } from '../start/explain.js';
import { installPackages } from '../start/packages.js';
import { step } from '../start/steps.js';

/** Installs, generates and builds what is missing or stale. */
export async function makeReady() {
  await step('Packages', (say) => installPackages(say));
  await step('Client', (say) => generateClient(say));
  await step('Build', (say) => buildShop(say));
}

/** `npm run build`. */
export async function main() {
  try {
    await makeReady();
  } catch (error) {
    show(error);
    process.exitCode = 1;
  }
}
