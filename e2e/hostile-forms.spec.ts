import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cloneDatabase } from '../scripts/test/database.js';
import { expect, openSession, signed, test } from './admin-fixture';
import { openShop } from './fixtures';
import {
  anew,
  type Ask,
  encode,
  type Entry,
  type Form,
  formsOf,
  type Kind,
  shapeOf,
  shapeOfForm,
} from './hostile-form';
import { placesOn, settled } from './hostile-places';
import { digestOfAll, script, Sender, ways } from './hostile-sender';
import { unseenForms } from './hostile-unseen';
import { query } from './query';
import { type Address, builtRoutes } from './routes';
import { type AdminRoute, whoMay } from '../app/rights';

/*
 * Every field of every form of the admin, as the pages show them, is sent nonsense over HTTP, one field
 * at a time with the others as they stand; and every form in ways that no page has, and twice. New forms
 * are met by themselves.
 */

const anywhere = { 'NUL bytes': 'a\0b', 'a name of JavaScript’s': '__proto__' };
const nonsense: Record<Kind, Record<string, string>> = {
  number: {
    ...anywhere,
    'a negative number': '-1',
    'a fraction too fine': '0.0000001',
    'a number too large': '99999999999999999999',
    'no number': '1e309',
    nothing: '',
  },
  text: {
    ...anywhere,
    'a script': `"'>${script}<img src=x onerror=pwned=1>`,
    'SQL and a path': `'; DROP TABLE product; -- ../../../etc/passwd`,
    'emoji and right-to-left text': '😀👨‍👩‍👧‍👦 \u202eمرحبا',
    'much text': 'x'.repeat(100_000),
    nothing: '',
  },
  choice: { ...anywhere, 'a script': script, 'a large number': '99999999999999999999' },
};

/** Fields that no form has. */
const strange: Entry[] = [
  ['__proto__[admin]', 'true'],
  ['title[]', 'many'],
];

/** What scripts send, without a form on any page, by where they send it. */
const scripted: Record<string, Omit<Form, 'action'>> = {
  '/admin/images': {
    encoding: 'multipart/form-data',
    entries: [
      ['key', randomUUID()],
      ['uploads', ''],
    ],
    kinds: { key: 'choice', uploads: 'text' },
  },
  '/admin/products/:id/presence': {
    encoding: '',
    entries: [
      ['tab', randomUUID()],
      ['state', 'editing'],
    ],
    kinds: { tab: 'choice', state: 'choice' },
  },
};

/** What takes forms, and gets the nonsense in its fields elsewhere. */
const elsewhere: Partial<Record<AdminRoute, string>> = {
  'admin.$': 'it is no page',
  'admin.database._index': 'app/management.test.ts: it is there only with a secret',
  'admin.imports.$id_.part': 'app/import-hostile.test.ts: it takes no form, but bytes',
  'admin.logout': 'it has no field',
  'admin.preview': 'app/admin-hostile.test.ts: a button of the product’s form',
  'admin_.preview.$id': 'app/admin-hostile.test.ts: another one',
  'admin_.login_.choose': 'app/sign-in.test.ts: it follows a sign-in',
};

/** Of a password that nobody has; looking whether it is one that was typed takes no third of a second. */
const quickHash = `$scrypt$ln=4,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

type Hostility = { what: string; change: (form: Form) => Form };

/** What is sent of a form: a field that it does not have, or nonsense in the first field of each kind. */
function hostilities({ entries, kinds }: Form): Hostility[] {
  const shapes = entries.map(([name]) => shapeOf(name));
  const fields = shapes.flatMap((shape, nth) => (shapes.indexOf(shape) === nth ? [nth] : []));
  return [
    ...strange.map(([name, value]) => ({
      what: name.slice(0, 40),
      change: (form: Form) => ({ ...form, entries: [...anew(form), [name, value] as Entry] }),
    })),
    ...fields.flatMap((nth) => {
      const [field = ''] = entries[nth] ?? [];
      return Object.entries(nonsense[kinds[field] ?? 'text']).map(([what, value]) => ({
        what: `${field} is ${what}`,
        change: (form: Form) => ({
          ...form,
          entries: anew(form).map(([name, old], n): Entry => [name, n === nth ? value : old]),
        }),
      }));
    }),
  ];
}

/** Which of the routes that take forms were sent none, and are not said to be elsewhere. */
function missedOf(reached: Set<string>, routes: Address[]): AdminRoute[] {
  return routes
    .filter(({ path }) => {
      const pattern = new RegExp(`^${path.replace(':id', '[^/]+')}$`);
      return ![...reached].some((action) => pattern.test(action));
    })
    .map(({ id }) => id.replace('routes/', '') as AdminRoute)
    .filter((route) => !(route in elsewhere))
    .filter((route) => !['secret', null].includes(whoMay('act', route)));
}

test.use({ javaScriptEnabled: false });

test('nonsense in any field of any form is refused in words, or kept as harmless text', async ({
  page,
}) => {
  test.setTimeout(900_000);
  const databaseUrl = await cloneDatabase(
    process.env.HOLDFAST_TEST_SERVER ?? '',
    'hostile_forms',
    'demo',
  );
  const { shop, stop, pid } = await openShop(databaseUrl);
  try {
    const { userId, sessionId } = await openSession(databaseUrl);
    await query(databaseUrl, 'UPDATE admin_user SET password_hash = $1', [quickHash]);
    const asking =
      (Cookie: string): Ask =>
      (path, init) =>
        fetch(new URL(path, shop.url), {
          redirect: 'manual',
          ...init,
          headers: { Cookie, Accept: 'text/html', ...init?.headers },
        });
    const ask = asking(`holdfast_admin=${signed(sessionId)}`);
    const stranger = asking('');
    const placesOf = placesOn(databaseUrl, userId);
    const watcher = new pg.Client({ connectionString: databaseUrl });
    await watcher.connect();
    const digest = await digestOfAll(databaseUrl);
    const everything = async () => JSON.stringify((await watcher.query(digest)).rows);
    const sender = new Sender(() => settled(databaseUrl), everything);
    let forms = 0;
    const routes = builtRoutes().filter(({ id }) => id.startsWith('routes/admin'));
    const places = routes.flatMap((address) =>
      placesOf(address).map((place) => ({ address, place })),
    );
    for (const { address, place } of places) {
      const who = address.path === '/admin/login' ? stranger : ask;
      // What was taken may have changed the form, or done away with what it was of.
      const read = async () => {
        const path = await place();
        const found = await formsOf(page, who, path);
        const more = scripted[address.path];
        if (more && path !== null) found.push({ ...more, action: path });
        await sender.look();
        return found;
      };
      const shapes = new Set<string>();
      for (let which = 0, form = (await read())[which]; form; form = (await read())[++which]) {
        const shape = shapeOfForm(form);
        if (shapes.has(shape)) continue;
        shapes.add(shape);
        forms += 1;
        for (const { change, what } of hostilities(form)) {
          const body = encode(change(form));
          if (await sender.send(who, form.action, { body }, `${address.path}: ${what}`)) {
            form = (await read())[which];
            if (!form) break;
          }
        }
        form = (await read())[which];
        if (form) await sender.sendOddly(who, form, `${address.path}, form ${which + 1}`);
      }
    }
    for (const { form, who } of await unseenForms({ page, asking, ask, userId, placesOf })) {
      await sender.look();
      const refused = sender.refused;
      await sender.sendWrongly(who, form, form.action);
      expect(sender.refused, form.action).toBe(refused + ways.length);
    }
    const memory = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024;
    console.log(
      `${sender.sent} sent in ${forms} forms, ${sender.refused} refused; ${Math.round(memory)} MB`,
    );
    expect(sender.failures).toEqual([]);
    expect(memory, 'MB, after 10 MB in each form').toBeLessThan(1_500);
    expect(missedOf(sender.reached, routes)).toEqual([]);
    expect((await ask('/admin')).status, 'still signed in').toBe(200);
    // What was kept as text is shown as text.
    const slugs = await query<{ slug: string }>(databaseUrl, 'SELECT slug FROM product');
    for (const path of [
      '',
      'products',
      'categories',
      ...slugs.map(({ slug }) => `products/${slug}`),
    ]) {
      const shown = await fetch(`${shop.url}/${path}`);
      expect(await shown.text(), path).not.toContain(script);
    }
    await watcher.end();
  } finally {
    await stop();
  }
});
