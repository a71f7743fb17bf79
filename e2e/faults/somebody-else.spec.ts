import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { inProject } from '../../scripts/paths.js';

/* What README.md beside this file says to others: each of its lines that drops connections is here, and runs. */

/** A shop that is not ours, and gives up at once. */
async function openShop(databaseUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  pool.on('error', () => undefined);
  const server = createServer((_request, response) => {
    pool.query('SELECT 1 AS orders').then(
      () => response.end('Thank you!'),
      () => response.writeHead(503).end('Back in a moment'),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close().closeAllConnections();
      await pool.end().catch(() => undefined);
    },
  };
}

/** `npm run faults`. @returns what it says of itself, and its end */
async function runProxy(upstream: string) {
  const child = spawn('npm', ['run', '--silent', 'faults', '--', '--upstream', upstream], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const said: Record<string, string> = {};
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = /^(Database|Control) +([^,]+)/.exec(line) ?? [];
    if (name && value) said[name] = value;
    if (said.Control) break;
  }
  child.stdout.resume();
  return {
    listen: said.Database ?? '',
    control: said.Control ?? '',
    async stop() {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      await once(child, 'exit');
    },
  };
}

test('a suite in any language drops connections with two lines', async ({ page, request }) => {
  const url = new URL(process.env.HOLDFAST_TEST_SERVER ?? '');
  const proxy = await runProxy(url.host);
  const { listen, control } = proxy;
  url.host = listen;
  const shop = await openShop(url.href);
  await page.goto(shop.url);
  await expect(page.getByText('Thank you!')).toBeVisible();

  await request.post(`${control}/faults`, { data: { fault: 'cut', at: 'select' } });
  await page.goto(shop.url);
  await expect(page.getByText('Back in a moment')).toBeVisible();
  await request.delete(`${control}/faults`);
  await page.goto(shop.url);
  await expect(page.getByText('Thank you!')).toBeVisible();

  await shop.stop();
  await proxy.stop();
});

test('README.md says no more than that', () => {
  const readme = readFileSync(inProject('e2e/faults/README.md'), 'utf8');
  const here = readFileSync(inProject('e2e/faults/somebody-else.spec.ts'), 'utf8');
  const lines = readme.split('\n').filter((line) => /^await request\./.test(line));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(here).toContain(`  ${line}\n`);
});
