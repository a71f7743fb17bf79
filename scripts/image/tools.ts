import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.js';
import type { Tools } from './build';

/** What says that the registry, and not what was asked of it, is at fault. */
const away = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|E\w+UNREACH|ENOTCACHED|network/;

/** Node and npm of the version that the image has, installed as packages. @returns null when no registry answers */
export async function installTools(): Promise<(Tools & { remove: () => void }) | null> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-node-'));
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const wanted = [`node-linux-${process.arch}@24`, 'npm@11'];
  const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--prefer-offline'];
  const { status, output } = await run('npm', [...install, ...wanted], { cwd: folder });
  if (status !== 0) {
    remove();
    if (away.test(output)) return null;
    throw new Error(output);
  }
  // The users of Node's images.
  writeFileSync(
    join(folder, 'passwd'),
    'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
  );
  writeFileSync(join(folder, 'group'), 'root:x:0:\nnode:x:1000:\n');
  mkdirSync(join(folder, 'bin'));
  const modules = '../node_modules';
  symlinkSync(`${modules}/node-linux-${process.arch}/bin/node`, join(folder, 'bin/node'));
  for (const name of ['npm', 'npx'])
    symlinkSync(`${modules}/.bin/${name}`, join(folder, 'bin', name));
  const setting = async (name: string) => (await run('npm', ['config', 'get', name])).output;
  const cache = await setting('cache');
  // How this machine reaches the registry.
  const environment = {
    npm_config_globalconfig: await setting('globalconfig'),
    npm_config_registry: await setting('registry'),
  };
  return { folder, cache, environment, remove };
}
