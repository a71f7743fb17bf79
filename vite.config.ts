import { vitePlugin as remix } from '@remix-run/dev';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

const app = fileURLToPath(new URL('app', import.meta.url));

/** Vite knows no page of the shop, for none of them loads the framework: tell them of each change (app/dev-reload.ts). */
const reloadPlainPages: Plugin = {
  name: 'reload-plain-pages',
  apply: 'serve',
  handleHotUpdate({ file, server }) {
    if (file.startsWith(app)) server.ws.send('shop:changed', {});
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig), reloadPlainPages],
  resolve: { alias: { '~': app } },
  // What browsers get. Left to find it, Vite takes the server's packages for some of it, and does it all again
  // whenever it meets one: pages under way then have two Reacts.
  optimizeDeps: {
    noDiscovery: true,
    include: [
      '@conform-to/react',
      '@conform-to/zod/v4',
      '@remix-run/react',
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'react/jsx-runtime',
      'slugify',
      'zod',
    ],
  },
  // What browsers lack, Node has: made for them, each private method would be looked up in a set first.
  ...(isSsrBuild ? { build: { target: 'node20' } } : {}),
  // PostgreSQL writes there all the time.
  server: { watch: { ignored: ['**/.data/**'] } },
}));
