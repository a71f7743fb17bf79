import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('app', import.meta.url)) } },
  test: {
    include: ['{app,scripts,prisma,e2e}/**/*.test.{ts,tsx}'],
    // Limits are for what hangs, not for what a busy machine does slowly.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // A file waits, for its database and for what is broken on purpose, longer than it computes.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // As in playwright.config.ts.
    retry: process.env.CI ? 1 : 0,
    globalSetup: 'scripts/test/vitest-cluster.ts',
    setupFiles: 'scripts/test/vitest-file.ts',
  },
});
