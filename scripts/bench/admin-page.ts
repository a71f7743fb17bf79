import { env } from '~/env.server';
import { signIn } from '../test/admin';
import { ask, startShop } from './servers';

let shop: Promise<{ port: number; cookie: string }> | undefined;

/** The built shop on this process's database, and somebody who is signed in to it; started when it is first asked. */
function openShop() {
  return (shop ??= (async () => {
    const { port } = await startShop(env.DATABASE_URL, { CACHE_DIR: 'off', CACHE_WARM: 'off' });
    return { port, cookie: await signIn() };
  })());
}

/**
 * Asks for a page of the admin over HTTP, to the end of its answer.
 * @throws for anything but a 200
 */
export async function askAdmin(path: string): Promise<void> {
  const { port, cookie } = await openShop();
  await ask(port, path, { Cookie: cookie });
}
