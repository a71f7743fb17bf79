import { randomUUID } from 'node:crypto';
import { expect, openSession, signed, test } from './admin-fixture';
import { query } from './query';
import { type Address, builtRoutes } from './routes';
import { type AdminRoute, adminRoutes, type Deed, may, roles, whoMay } from '../app/rights';

/*
 * A stranger's walk along every address of the admin, over HTTP, in each way in which Remix can be
 * asked: a page, a page's data, one route's data, the same in the manner of Remix 1. New routes are
 * walked by themselves.
 */

/** Everything that whoever acts could have changed. */
function everything(databaseUrl: string) {
  return query(
    databaseUrl,
    `SELECT (SELECT json_agg(p ORDER BY id) FROM product p)::text AS products,
            (SELECT json_agg(c ORDER BY id) FROM category c)::text AS categories,
            (SELECT json_agg(u ORDER BY id) FROM admin_user u)::text AS people,
            (SELECT count(*) FROM image_file) AS images,
            (SELECT json_agg(s ORDER BY id) FROM admin_session s)::text AS sessions,
            (SELECT count(*) FROM write_key) AS saves`,
  );
}

const secret = 'Only the admin knows of this draft';
const routes = builtRoutes().filter(
  ({ id }) => id.startsWith('routes/admin') && id !== 'routes/admin_.login',
);

const formMethods = ['GET', 'POST'];
const otherMethods = ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Whoever has no business here, by their cookie. */
async function strangers(databaseUrl: string): Promise<Record<string, string>> {
  const live = await openSession(databaseUrl);
  const ended = await openSession(databaseUrl, { lasts: '-1 second' });
  const unsigned = Buffer.from(JSON.stringify(live.sessionId)).toString('base64');
  return {
    'without a session': '',
    'with nonsense': 'holdfast_admin=nonsense',
    'with a session that is not signed': `holdfast_admin=${unsigned}`,
    'with a session signed by another key': `holdfast_admin=${signed(live.sessionId, 'x'.repeat(32))}`,
    'with a session that has ended': `holdfast_admin=${signed(ended.sessionId)}`,
    'with a session that nobody opened': `holdfast_admin=${signed(randomUUID())}`,
    'with an id that is none': `holdfast_admin=${signed("' OR 1=1 --")}`,
  };
}

/** All ways to ask for a route. */
function waysTo({ id, path, index }: Address): string[] {
  const data = `${path}.data`;
  const ways = [path, data, `${path}/`, `${data}?_routes=${id}`, `${path}?_data=${id}`];
  if (index) ways.push(`${path}?index`, `${data}?index`, `${path}?index&_data=${id}`);
  return [...ways, path.toUpperCase(), path.replace('admin', '%61dmin')];
}

/** Asks as nobody's browser does: by Node's own client, at a fraction of what Playwright's costs. Follows nobody. */
function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  form: Record<string, string>,
) {
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  return fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(hasBody && { body: new URLSearchParams(form) }),
  });
}

/** What a stranger got that is more than nothing; undefined where it is nothing. */
async function wrongWith(answer: Response, method: string): Promise<string | undefined> {
  const { status, headers } = answer;
  const body = await answer.text();
  if (body.includes(secret)) return 'tells the secret';
  if (headers.get('set-cookie') !== null) return 'sets a cookie';
  if (status === 302) {
    const { pathname } = new URL(headers.get('location') ?? '', answer.url);
    return /^\/admin(\/login)?$/i.test(pathname) ? undefined : `leads to ${pathname}`;
  }
  if (status === 202) {
    // Single fetch's redirect.
    const leads = /SingleFetchRedirect|"redirect"/.test(body) && body.includes('/admin/login');
    return leads || method === 'HEAD' ? undefined : `answers ${body.slice(0, 200)}`;
  }
  // 429: who tries secrets for long is not listened to.
  const refusals = [400, 401, 403, 404, 405, 411, 413, 415, 429];
  return refusals.includes(status) ? undefined : `answers ${status}`;
}

test('finds the routes of the admin, which are those of the table of rights', () => {
  const built = builtRoutes().filter(({ id }) => id.startsWith('routes/admin'));
  expect(built.map(({ id }) => id.replace('routes/', '')).sort()).toEqual([...adminRoutes].sort());
  expect(routes.length).toBeGreaterThan(12);
  expect(routes.map(({ path }) => path)).toContain('/admin/products/:id/delete');
});

test('a stranger gets nowhere', async ({ shop }) => {
  const [draft] = await query<{ id: string; version: number }>(
    shop.databaseUrl,
    `UPDATE product SET status = 'draft', title = $1
     WHERE id = (SELECT id FROM product ORDER BY id LIMIT 1) RETURNING id, version`,
    [secret],
  );
  if (!draft) throw new Error('There is no product.');
  const who = await strangers(shop.databaseUrl);
  const before = await everything(shop.databaseUrl);
  // Whatever a form of the admin would need to do harm.
  const form = {
    key: randomUUID(),
    version: String(draft.version),
    status: 'archived',
    title: 'Harmed',
    direction: 'down',
    id: draft.id,
    intent: 'save',
  };
  let asked = 0;
  // Told all at once: to Playwright each expectation is a step, which costs more than an answer.
  const wrongs: string[] = [];
  const ask = async (method: string, way: string, [name, Cookie]: [string, string]) => {
    asked += 1;
    const answer = await send(shop.url + way, method, { Cookie }, form);
    const wrong = await wrongWith(answer, method);
    if (wrong !== undefined) wrongs.push(`${method} ${way} ${name} ${wrong}`);
  };
  // To strangers there is no such route: the last test here.
  for (const route of routes.filter(({ id }) => id !== 'routes/admin.$')) {
    const ways = waysTo({ ...route, path: route.path.replace(':id', draft.id) });
    // All strangers along the two ways that people's browsers take, one along the rest.
    const walks = ways.flatMap((way, nth) =>
      Object.entries(who).flatMap((stranger, number) => {
        const usual = nth < 2;
        if (number > 0 && !usual) return [];
        const methods = number === 0 && usual ? [...otherMethods, ...formMethods] : formMethods;
        return methods.map((method) => () => ask(method, way, stranger));
      }),
    );
    // As many at once as a machine of two cores has to do with.
    const walk = async () => {
      for (let next = walks.pop(); next; next = walks.pop()) await next();
    };
    await Promise.all(Array.from({ length: 8 }, walk));
  }
  expect(wrongs).toEqual([]);
  expect(asked).toBeGreaterThan(500);
  expect(await everything(shop.databaseUrl)).toEqual(before);
});

for (const role of roles) {
  test(`a person of role ${role} gets as far as the table of rights says`, async ({ shop }) => {
    const [product] = await query<{ id: string }>(
      shop.databaseUrl,
      'SELECT id FROM product ORDER BY id LIMIT 1',
    );
    const person = await openSession(shop.databaseUrl, { role, lasts: '14 days' });
    const headers = { Cookie: `holdfast_admin=${signed(person.sessionId)}`, Accept: 'text/html' };
    const before = await everything(shop.databaseUrl);
    const wrongs: string[] = [];
    for (const address of routes) {
      const route = address.id.replace('routes/', '') as AdminRoute;
      // Signing out has nothing to get wrong: it would be done.
      if (route === 'admin.logout') continue;
      // No matter of roles.
      if (['secret', 'anybody'].includes(whoMay('look', route) ?? '')) continue;
      // As a page, as data, and as one route's data.
      const ways = waysTo({
        ...address,
        path: address.path.replace(':id', product?.id ?? ''),
      });
      for (const way of [ways[0], ways[1], ways[3]].filter((one) => one !== undefined)) {
        // A form without its key is refused by whoever would have taken it.
        for (const method of formMethods) {
          const answer = await send(shop.url + way, method, headers, { intent: 'save' });
          const body = await answer.text();
          const deed: Deed = method === 'GET' ? 'look' : 'act';
          const { status } = answer;
          // As data a form is given back with the obstacle's name, which the page puts into words.
          const isRefused = status === 403 && /may do this|"not-allowed"/.test(body);
          const holds = may(role, deed, route)
            ? status < 500 && status !== 403
            : isRefused || [400, 404, 405].includes(status);
          if (!holds) wrongs.push(`${method} ${way}: ${status} ${body.slice(0, 200)}`);
        }
      }
    }
    expect(wrongs).toEqual([]);
    expect(await everything(shop.databaseUrl)).toEqual(before);
    await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [person.userId]);
  });
}

test('an address that there is not leads on whoever is signed in, and tells nobody else of the admin', async ({
  shop,
  request,
}) => {
  const ask = async (path: string, Cookie: string) => {
    const answer = await request.get(path, { headers: { Cookie }, maxRedirects: 0 });
    return { status: answer.status(), text: await answer.text() };
  };
  const stranger = `holdfast_admin=${randomUUID()}`;
  for (const way of ['', '.data', '.data?_routes=routes/admin.$', '?_data=routes/admin.$']) {
    const unknown = await ask(`/nothing-here${way}`, '');
    expect(await ask(`/admin/nothing-here${way}`, ''), way).toEqual(unknown);
    expect(await ask(`/admin/nothing-here${way}`, stranger), way).toEqual(unknown);
  }

  const person = await openSession(shop.databaseUrl, { role: 'viewer' });
  const own = await ask('/admin/nothing-here', `holdfast_admin=${signed(person.sessionId)}`);
  expect(own.status).toBe(404);
  expect(own.text).toContain('The admin has no page at this address.');
  expect(own.text).toContain('aria-label="Admin"');
  expect(own.text).toContain('Sign out');
  expect(own.text).not.toContain('Audit log');
  await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [person.userId]);
});
