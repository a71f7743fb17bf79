import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../scripts/postgres/cluster.js';
import { inProject } from '../scripts/paths.js';
import { sessionSecret } from '../scripts/test/secrets.js';
import { expect, test } from './faults/fixtures';

/** A shop as a container starts it. */
function deploy(databaseUrl: string, port: number) {
  let said = '';
  const start: ChildProcess = spawn(process.execPath, ['scripts/start.js', '--deployed'], {
    cwd: inProject(),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: sessionSecret,
      SHUTDOWN_DRAIN_MS: '0',
    },
  });
  for (const stream of [start.stdout, start.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  }
  const ended = once(start, 'exit').then(([code]) => code as number);
  return { start, ended, said: () => said, url: `http://127.0.0.1:${port}` };
}

test('a deployed shop opens before its database is there, and finds it when it comes', async ({
  page,
  request,
  faults,
}) => {
  await faults.refuse();
  const shop = deploy(faults.url, await freePort());
  try {
    await expect
      .poll(() =>
        request.get(`${shop.url}/livez`).then(
          (live) => live.status(),
          () => 0,
        ),
      )
      .toBe(200);
    const health = await request.get(`${shop.url}/healthz`);
    expect(health.status()).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'down' });
    const away = await page.goto(`${shop.url}/products/harbour-mug`);
    expect(away?.status()).toBe(503);
    await expect(page.getByRole('heading', { level: 1, name: 'Back in a moment' })).toBeVisible();
    const { 'x-request-id': id } = away?.headers() ?? {};
    await expect(page.getByText(`If you tell us about it, mention ${id}.`)).toBeVisible();

    await faults.heal();
    await expect(async () => {
      const response = await page.goto(`${shop.url}/products/harbour-mug`);
      expect(response?.status()).toBe(200);
    }).toPass();
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Mug' })).toBeVisible();
    await expect.poll(shop.said).toMatch(/Schema +up to date/);
    expect(shop.said()).toMatch(/Nothing answers at 127\.0\.0\.1/);
  } finally {
    shop.start.kill('SIGTERM');
  }
  expect(await shop.ended).toBe(0);
});
