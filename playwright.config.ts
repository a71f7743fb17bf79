import { defineConfig } from '@playwright/test';
import { type Browser, findBrowser } from './scripts/test/browser.js';
import { freeInMemory } from './scripts/test/memory.js';

/** Found once; the workers inherit it. */
process.env.HOLDFAST_TEST_BROWSER ??= JSON.stringify(await findBrowser());
const browser = JSON.parse(process.env.HOLDFAST_TEST_BROWSER) as Browser;

/** Whether Chromium's processes may share memory as it is meant, not by files in a temporary folder: containers often give little. */
const hasRoomInMemory = freeInMemory() > 2 ** 30;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/setup.ts',
  forbidOnly: Boolean(process.env.CI),
  // As many as a small machine has cores: with more, deadlines that the shop keeps to are missed for want of time.
  workers: 2,
  // Where nobody watches, a second try tells a busy machine from a fault; the report names what needed it.
  retries: process.env.CI ? 1 : 0,
  // Limits are for what hangs, not for what a busy machine does slowly.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    // A trace costs every test a sixth of its time, so where there is a second try, that one is traced.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      ignoreDefaultArgs: hasRoomInMemory ? ['--disable-dev-shm-usage'] : [],
      env: { ...(process.env as Record<string, string>), ...browser.env },
      args: [
        // Nothing leaves this machine, whatever a browser likes to ask its maker.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
        '--no-pings',
        '--disable-domain-reliability',
        '--font-render-hinting=none',
      ],
    },
  },
});
