import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';
import { run } from '../run.js';

/** @typedef {{ executablePath: string, env: Record<string, string> }} Browser `env` comes on top of the environment */

/** Names under which systems have a Chromium. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Finds a Chromium: the one that HOLDFAST_CHROMIUM or CHROMIUM_PATH names, else Playwright's own, else the
 * system's, else the one in an npm package, else one that Playwright downloads.
 * @returns {Promise<Browser>}
 * @throws Problem
 */
export async function findBrowser() {
  const named = process.env.HOLDFAST_CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (named) {
    if (await works(named)) return { executablePath: named, env: {} };
    throw new Problem(
      `HOLDFAST_CHROMIUM or CHROMIUM_PATH names ${named}, which does not run.`,
      'Correct it, or unset it to have a browser found.',
    );
  }
  const { chromium } = await import('playwright');
  for (const path of [chromium.executablePath(), ...systemPaths()]) {
    if (existsSync(path) && (await works(path))) return { executablePath: path, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpack();
  await download();
  return { executablePath: chromium.executablePath(), env: {} };
}

function systemPaths() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), macOs];
}

/**
 * @param {string} path
 * @param {Record<string, string>} [env]
 */
async function works(path, env = {}) {
  const result = await run(path, ['--version'], { env: { ...process.env, ...env } }).catch(
    () => null,
  );
  return result?.status === 0;
}

/**
 * Unpacks the Chromium of @sparticuz/chromium, once. The libraries and fonts that come with it are for machines
 * that have none, such as a bare container.
 * @returns {Promise<Browser>}
 */
async function unpack() {
  const manifest = readFileSync(inProject('node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = /** @type {{ version: string }} */ (JSON.parse(manifest));
  const folder = inProject('.data', `chromium-${version}`);
  const env = {
    LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
  if (!existsSync(folder)) await unpackInto(folder);
  const executablePath = join(folder, 'chromium');
  if (await works(executablePath)) return { executablePath, env: {} };
  if (await works(executablePath, env)) return { executablePath, env };
  const { output } = await run(executablePath, ['--version'], { env: { ...process.env, ...env } });
  throw new Problem(
    `The Chromium that comes with the packages does not run here: ${output}`,
    'Install Chromium with the system’s package manager, or name one in HOLDFAST_CHROMIUM.',
  );
}

/**
 * The package unpacks into the temporary folder, and its libraries only where it believes to be in a cloud.
 * @param {string} folder
 */
async function unpackInto(folder) {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const code = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
  const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { status, output } = await run(process.execPath, ['-e', code], { cwd: inProject(), env });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Problem(
      `The browser for the tests was not unpacked: ${output.split('\n').find((line) => line.includes('Error')) ?? output}`,
      'Make room on the disk (about 250 MB), or name a Chromium in HOLDFAST_CHROMIUM.',
    );
  }
  // As root, the archives' files would belong to whoever has the packer's number here.
  if (process.getuid?.() === 0) await run('chown', ['-R', '0:0', unfinished]);
  writeFileSync(
    join(unfinished, 'fonts/fonts.conf'),
    `<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>`,
  );
  renameSync(unfinished, folder);
}

async function download() {
  const cli = inProject('node_modules/playwright/cli.js');
  const { status, output } = await run(process.execPath, [cli, 'install', 'chromium']);
  if (status === 0) return;
  throw new Problem(
    `No Chromium was found, and Playwright could not download one:\n${output}`,
    'Install Chromium or Chrome, or name one in HOLDFAST_CHROMIUM.',
  );
}
