import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cloneDatabase } from '../scripts/test/database.js';
import { expect, openSession, signed, test } from './admin-fixture';
import { openShop } from './fixtures';
import { query } from './query';
import { type Address, builtRoutes } from './routes';

/*
 * Every field of every form of the admin, as the pages show them, is sent nonsense over HTTP, one field
 * at a time with the others as they stand. New forms are met by themselves.
 */

type Entry = [name: string, value: string];
type Kind = 'number' | 'text' | 'choice';
type Form = { action: string; encoding: string; entries: Entry[]; kinds: Record<string, Kind> };

const script = '<script>pwned=1</script>';
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

/** What may change though a form is refused: sessions' last use, who tried what, and what belongs to saves. */
const aside = /^(admin_session|audit_entry|sign_in_try|write_key|product_presence|schema_push)$/;

/** A query for a digest of all else. */
async function digestOf(databaseUrl: string): Promise<string> {
  const tables = await query<{ relname: string }>(
    databaseUrl,
    'SELECT relname FROM pg_stat_user_tables ORDER BY relname',
  );
  const digests = tables
    .filter(({ relname }) => !aside.test(relname) && relname !== 'image_rendition')
    .map(
      ({ relname }) => `(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM "${relname}" t)`,
    );
  return `SELECT concat_ws(' ', ${digests.join(', ')}) AS digest`;
}

/** Asks and sends as a browser that is signed in, and follows nobody. */
type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** The forms of a page that send something, each with its first button pressed; none of what is no page. */
async function formsOf(page: Page, ask: Ask, path: string | null): Promise<Form[]> {
  if (path === null) return [];
  const answer = await ask(path);
  const html = await answer.text();
  if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) {
    return [];
  }
  // Only its fields are wanted, not what it looks like.
  await page.setContent(html.replace(/<(link|img|source)\b[^>]*>/g, ''));
  return page.evaluate(
    (here) =>
      [...document.forms]
        .filter(
          (form) => form.method === 'post' && !form.getAttribute('action')?.endsWith('/logout'),
        )
        .map((form) => {
          const button = form.querySelector<HTMLButtonElement>('button:not([type=button])');
          const entries = [...new FormData(form, button?.form === form ? button : null)];
          const kindOf = (field: Element | RadioNodeList | null): Kind => {
            if (field instanceof HTMLTextAreaElement) return 'text';
            if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return 'choice';
            if (['checkbox', 'radio'].includes(field.type)) return 'choice';
            return field.inputMode || field.type === 'number' ? 'number' : 'text';
          };
          return {
            action: form.getAttribute('action') ?? here,
            encoding: form.enctype,
            entries: entries.map(([name, value]): Entry => [
              name,
              typeof value === 'string' ? value : '',
            ]),
            kinds: Object.fromEntries(
              entries.map(([name]) => [name, kindOf(form.elements.namedItem(name))]),
            ),
          };
        }),
    path,
  );
}

/** The same field of another row. */
const shapeOf = (name: string) => name.replace(/\[\d+\]/g, '[]');

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

function encode({ encoding, entries }: Form): FormData | URLSearchParams {
  if (encoding !== 'multipart/form-data') return new URLSearchParams(entries);
  const multipart = new FormData();
  for (const [name, value] of entries) multipart.append(name, value);
  return multipart;
}

/** A form's fields for a save of its own. */
function anew({ entries }: Form): Entry[] {
  return entries.map(([name, value]) => [name, name === 'key' ? randomUUID() : value]);
}

class Sender {
  sent = 0;
  refused = 0;

  constructor(
    private readonly ask: Ask,
    private readonly everything: () => Promise<string>,
    private before: string,
  ) {}

  /** @returns whether it was taken */
  async send(form: Form, what: string): Promise<boolean> {
    const answer = await this.ask(form.action, { method: 'POST', body: encode(form) });
    const { status } = answer;
    this.sent += 1;
    expect(status, what).toBeLessThan(500);
    expect(await answer.text(), what).not.toContain(script);
    const now = await this.everything();
    if (status >= 400) {
      this.refused += 1;
      expect(now === this.before, `${what} was refused with ${status} and changes nothing`).toBe(
        true,
      );
    }
    this.before = now;
    return status < 400;
  }
}

test.use({ javaScriptEnabled: false });

test('nonsense in any field of any form is refused in words, or kept as harmless text', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const databaseUrl = await cloneDatabase(
    process.env.HOLDFAST_TEST_SERVER ?? '',
    'hostile_forms',
    'demo',
  );
  const { shop, stop } = await openShop(databaseUrl);
  try {
    const { userId, sessionId } = await openSession(databaseUrl);
    await query(
      databaseUrl,
      `UPDATE admin_user SET password_hash = other.password_hash FROM admin_user other
       WHERE admin_user.id = $1 AND other.id <> $1`,
      [userId],
    );
    const headers = { Cookie: `holdfast_admin=${signed(sessionId)}`, Accept: 'text/html' };
    const ask: Ask = (path, init) =>
      fetch(new URL(path, shop.url), { headers, redirect: 'manual', ...init });
    const pathOf = pathsOn(databaseUrl, userId);
    const watcher = new pg.Client({ connectionString: databaseUrl });
    await watcher.connect();
    const digest = await digestOf(databaseUrl);
    const everything = async () =>
      (await watcher.query<{ digest: string }>(digest)).rows[0]?.digest ?? '';
    const sender = new Sender(ask, everything, await everything());
    let forms = 0;
    for (const address of builtRoutes().filter(({ id }) => id.startsWith('routes/admin'))) {
      // What was taken may have changed the form, or done away with what it was of.
      const read = async () => formsOf(page, ask, await pathOf(address));
      const shapes = new Set<string>();
      for (let which = 0, form = (await read())[which]; form; form = (await read())[++which]) {
        const shape = form.entries.map(([name]) => shapeOf(name)).join();
        if (shapes.has(shape)) continue;
        shapes.add(shape);
        forms += 1;
        for (const { change, what } of hostilities(form)) {
          if (await sender.send(change(form), `${address.path}: ${what}`)) {
            form = (await read())[which];
            if (!form) break;
          }
        }
      }
    }
    console.log(`${sender.sent} sent in ${forms} forms, ${sender.refused} refused`);
    expect(forms).toBeGreaterThan(10);
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

/** Where a route is met, with what its address names. */
function pathsOn(databaseUrl: string, userId: string) {
  const owners: Record<string, string> = {
    products: 'SELECT id FROM product ORDER BY id LIMIT 1',
    categories: 'SELECT id FROM category ORDER BY id LIMIT 1',
    people: `SELECT id FROM admin_user WHERE id <> '${userId}' LIMIT 1`,
    bin: 'SELECT product_id AS id FROM product_bin LIMIT 1',
  };
  return async ({ path }: Address): Promise<string | null> => {
    if (!path.includes(':')) return path;
    const [, , room = ''] = path.split('/');
    const owner = owners[room];
    const [row] = owner ? await query<{ id: string }>(databaseUrl, owner) : [];
    return row ? path.replace(':id', row.id) : null;
  };
}
