import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inProject } from '../paths.js';
import { show } from '../start/explain.js';
import { step } from '../start/steps.js';
import { findBrowser } from './browser.js';
import { runChaos } from './chaos.js';
import { makeReady } from './ready.js';
import { add, ofChaos, ofPlaywright, ofVitest, summary } from './results.js';

/**
 * Runs every test, or those whose file or name the arguments tell, as Vitest and Playwright take them; names
 * those that failed, and ends with one line that counts them all.
 * @param {string[]} args file names, and `-t NAME`
 */
export async function main(args) {
  try {
    process.chdir(inProject());
    await makeReady();
    const browser = await step('Browser', findBrowser, (found) => found.executablePath);
    const folder = inProject('.data/test/results');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { files, names } = sort(args);
    const unit = join(folder, 'vitest.json');
    const endToEnd = join(folder, 'playwright.json');
    const chaotic = join(folder, 'chaos.json');
    const chaos = asksForChaos({ files, names }) ? runChaos(chaotic) : null;
    const statuses = [
      await runTool('vitest/vitest.mjs', [
        'run',
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unit}`,
        ...names.map((name) => `--testNamePattern=${name}`),
        ...files,
      ]),
      await runTool(
        '@playwright/test/cli.js',
        [
          'test',
          '--pass-with-no-tests',
          '--reporter=list,json',
          ...names.map((name) => `--grep=${name}`),
          ...files,
        ],
        { PLAYWRIGHT_JSON_OUTPUT_FILE: endToEnd, HOLDFAST_TEST_BROWSER: JSON.stringify(browser) },
      ),
    ];
    let total = add(readReport(unit, ofVitest), readReport(endToEnd, ofPlaywright));
    if (chaos) {
      const { status, output } = await chaos;
      console.log(`\n${output}`);
      statuses.push(status);
      total = add(total, readReport(chaotic, ofChaos));
    }
    console.log(`\n${summary(total)}`);
    const ran = total.passed + total.failures.length > 0;
    process.exitCode =
      ran && total.failures.length === 0 && statuses.every((status) => status === 0) ? 0 : 1;
  } catch (error) {
    show(error);
    process.exitCode = 1;
  }
}

/** @param {{ files: string[], names: string[] }} asked */
function asksForChaos({ files, names }) {
  if (names.length > 0) return false;
  return files.length === 0 || files.some((file) => file.includes('chaos'));
}

/** @param {string[]} args */
function sort(args) {
  /** @type {{ files: string[], names: string[] }} */
  const sorted = { files: [], names: [] };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-t') sorted.names.push(rest.shift() ?? '');
    else sorted.files.push(arg);
  }
  return sorted;
}

/**
 * Runs a test tool that writes to this terminal.
 * @param {string} program in node_modules
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 * @returns {Promise<number>}
 */
async function runTool(program, args, environment = {}) {
  const child = spawn(process.execPath, [inProject('node_modules', program), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [status] = /** @type {[number | null]} */ (await once(child, 'exit'));
  return status ?? 1;
}

/**
 * @param {string} file
 * @param {(report: string) => import('./results.js').Count} read
 * @returns {import('./results.js').Count} one failure where a tool ended without a report
 */
function readReport(file, read) {
  if (!existsSync(file))
    return { passed: 0, failures: [`${basename(file)} was not written`], skipped: 0 };
  return read(readFileSync(file, 'utf8'));
}
