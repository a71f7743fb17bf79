import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('app', import.meta.url)) } },
  test: {
    include: ['{app,scripts,prisma,e2e}/**/*.test.{ts,tsx}'],
    globalSetup: 'scripts/test/vitest-cluster.ts',
    setupFiles: 'scripts/test/vitest-file.ts',
  },
});
