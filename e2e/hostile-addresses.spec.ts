import { randomUUID } from 'node:crypto';
import { expect, openSession, signed, test } from './admin-fixture';
import { query } from './query';
import { type Address, builtRoutes } from './routes';

/* Each address of the shop and its admin is asked with nonsense in what it names, and in all that any page asks by. */

const nonsense = [
  '__proto__',
  'constructor',
  'a\0b',
  '-1',
  '1e309',
  '9'.repeat(40),
  '\u{1f600}\u202e',
];

const named =
  `after all before by category change compareAt decimal delimiter done encoding from kind max min mode moved option
  page part person place price q saved show since sort start status step stock tag tags then to value view way window`.split(
    /\s+/,
  );

const places = ['%00', '__proto__', '..%2f..%2fetc', '%ff', "'%20OR%201=1", 'x'.repeat(3_000)];

/** What looks how the database is asks by nothing, and may say 503 on a busy machine. */
const asksByAddress = ({ id }: Address) => !/healthz|api\.health|admin\.database/.test(id);

test('nonsense in an address is an address like any other, or none', async ({ shop }) => {
  const { userId, sessionId } = await openSession(shop.databaseUrl, { lasts: '14 days' });
  const headers = { Cookie: `holdfast_admin=${signed(sessionId)}`, Accept: 'text/html' };
  const [product] = await query<{ id: string; slug: string }>(
    shop.databaseUrl,
    'SELECT id, slug FROM product ORDER BY id LIMIT 1',
  );
  const asked = builtRoutes()
    .filter(asksByAddress)
    .flatMap(({ path, index }) => {
      const known = path
        .replace(':id', path.includes('/products/') ? (product?.id ?? '') : randomUUID())
        .replace(':slug', product?.slug ?? '');
      const searches = nonsense.map((value) => {
        const search = new URLSearchParams(named.map((name) => [name, value])).toString();
        return `${known}?${index ? 'index&' : ''}${search}`;
      });
      const none = path.includes(':') ? places.map((place) => path.replace(/:\w+/g, place)) : [];
      return [...searches, ...none, ...none.map((address) => `${address}.data`)];
    });
  const failed: string[] = [];
  const ask = async () => {
    for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
      const answer = await fetch(shop.url + next, { headers, redirect: 'manual' });
      await answer.body?.cancel();
      if (answer.status >= 500) failed.push(`${next.slice(0, 100)}: ${answer.status}`);
    }
  };
  expect(asked.length).toBeGreaterThan(300);
  await Promise.all(Array.from({ length: 4 }, ask));
  expect(failed).toEqual([]);
  await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});
