/**
 * Lighthouse's marks for the shop's pages on a phone, in the Chromium of the tests; writes docs/benchmarks/lighthouse.md.
 * Lighthouse itself is installed at the first run, into .data: 185 MB that nothing else needs.
 *
 *   npm run lighthouse -- --rounds 3
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readOptions } from './arguments';
import { median } from './bench/http-results';
import { startShop } from './bench/servers';
import { inProject } from './paths.js';
import { startThrowawayCluster } from './postgres/throwaway.js';
import { Problem } from './problem.js';
import { run } from './run.js';
import { type Browser, findBrowser } from './test/browser.js';
import { makeDemoDatabase } from './test/demo-database.js';
import { makeReady } from './test/ready.js';

const options = readOptions('npm run lighthouse', process.argv.slice(2), {
  rounds: { type: 'string', default: '3' },
  out: { type: 'string', default: 'docs/benchmarks/lighthouse.md' },
});
const pages = { home: '/', category: '/categories/table', product: '/products/harbour-mug' };
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const measured = {
  'first-contentful-paint': 's',
  'largest-contentful-paint': 's',
  'total-blocking-time': 'ms',
  'cumulative-layout-shift': '',
} as const;
const folder = inProject('.data', 'lighthouse');

const marks = z.object({
  lighthouseVersion: z.string(),
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      numericValue: z.number().optional(),
      displayValue: z.string().optional(),
    }),
  ),
});
type Marks = z.infer<typeof marks>;

await makeReady();
await install();
const browser = await findBrowser();
const cluster = await startThrowawayCluster();
try {
  const { databaseUrl } = await makeDemoDatabase(cluster.url('postgres'), 'demo');
  const shop = await startShop(databaseUrl, { SHOP_EMAIL: 'hello@shop.example', CACHE_DIR: 'off' });
  const lines: string[] = [];
  let version = '';
  for (const [name, path] of Object.entries(pages)) {
    const all: Marks[] = [];
    for (let round = 0; round < Number(options.rounds); round += 1) {
      all.push(await mark(browser, `http://localhost:${shop.port}${path}`));
      console.error(`${name}: ${categories.map((one) => scoreOf(all.at(-1), one)).join(', ')}`);
    }
    version = all[0]?.lighthouseVersion ?? '';
    lines.push(line(name, all));
    complain(name, all);
  }
  await shop.stop();
  const text = report(lines, version);
  console.log(text);
  mkdirSync(inProject('docs/benchmarks'), { recursive: true });
  writeFileSync(inProject(options.out), text);
} finally {
  await cluster.stop();
}

async function install(): Promise<void> {
  const wanted = readFileSync(inProject('scripts/lighthouse/package-lock.json'), 'utf8');
  const installed = `${folder}/node_modules/.installed`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  cpSync(inProject('scripts/lighthouse'), folder, { recursive: true });
  console.error('installing Lighthouse');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, output } = await run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  if (status !== 0) throw new Problem(`Lighthouse was not installed:\n${output}`, 'Try again.');
  writeFileSync(installed, wanted);
}

/** One run with Lighthouse's own settings: a phone, and a slow network and processor by simulation. */
async function mark({ executablePath, env }: Browser, url: string): Promise<Marks> {
  const file = `${folder}/marks.json`;
  const args = [
    `${folder}/node_modules/lighthouse/cli/index.js`,
    url,
    '--output=json',
    `--output-path=${file}`,
    '--quiet',
    '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage',
  ];
  const { status, output } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env, CHROME_PATH: executablePath },
  });
  if (status !== 0)
    throw new Problem(`Lighthouse did not finish:\n${output}`, 'Read what it says.');
  return marks.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function scoreOf(one: Marks | undefined, category: string): number {
  return Math.round((one?.categories[category]?.score ?? NaN) * 100);
}

function line(name: string, all: Marks[]): string {
  const scores = categories.map((category) => median(all.map((one) => scoreOf(one, category))));
  const times = Object.entries(measured).map(([audit, unit]) => {
    const value = median(all.map(({ audits }) => audits[audit]?.numericValue ?? NaN));
    return unit === 's' ? `${(value / 1000).toFixed(1)} s` : `${Number(value.toFixed(3))} ${unit}`;
  });
  return `| ${[name, ...scores, ...times].join(' | ')} |`;
}

/** What it found, of audits that are not passed. */
function complain(name: string, all: Marks[]): void {
  for (const [id, { title, score, displayValue = '' }] of Object.entries(all[0]?.audits ?? {})) {
    if (score !== null && score < 0.9) console.error(`  ${name}: ${id}: ${title} ${displayValue}`);
  }
}

function report(lines: string[], version: string): string {
  return `# Lighthouse

Written by \`npm run lighthouse\`: Lighthouse ${version} with its own settings (a phone, slow 4G and a slow processor by
simulation), in the Chromium of the tests, on the demo shop; medians of ${options.rounds} runs.

| Page | Performance | Accessibility | Best practices | SEO | First paint | Largest paint | Blocked | Shift |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |
${lines.join('\n')}
`;
}
