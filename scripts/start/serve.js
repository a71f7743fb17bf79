/** The shop's own server, in this process, from what was built. */
import { inProject } from '../paths.js';

/**
 * @typedef {typeof import('../../app/entry.server')} Entry
 * @type {import('@remix-run/node').ServerBuild & { entry: { module: Entry } }}
 */
const build = await import(inProject('build/server/index.js'));
await build.entry.module.serveShop(build, {
  host: process.env.HOST ?? '',
  port: Number(process.env.PORT),
  files: inProject('build/client'),
});
