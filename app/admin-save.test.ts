import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { getProductForEdit } from '~/models/admin-product.server';
import { productSchema } from '~/models/product';
import { createProduct } from '~/models/product-write.server';
import * as editCategory from '~/routes/admin.categories.$id';
import * as newCategory from '~/routes/admin.categories.new';
import * as images from '~/routes/admin.images';
import * as newPerson from '~/routes/admin.people.new';
import * as editProduct from '~/routes/admin.products.$id';
import * as newProduct from '~/routes/admin.products.new';
import { cookieOf, type Fields, formOf, post, signIn } from '../scripts/test/admin';
import { newSave } from '../scripts/test/save';

let cookie = '';
let id = '';

beforeAll(async () => {
  cookie = await signIn();
});

beforeEach(async () => {
  await transaction((tx) => tx.product.deleteMany());
  const made = await createProduct(newSave(), {
    input: productSchema.parse({
      slug: 'mug',
      status: 'active',
      title: 'Mug',
      currency: 'EUR',
      publishedAt: new Date('2026-05-01T09:00:00Z'),
      variants: [{ sku: 'MUG', priceMinor: 1200, stock: 3 }],
    }),
  });
  if (!made.ok) throw new Error(made.message);
  id = made.id;
});

afterAll(disconnect);

/** The form of a mug without options, as the browser sends it. */
const mug = (change: Record<string, string> = {}): Fields =>
  Object.entries({
    key: randomUUID(),
    version: '1',
    intent: 'save',
    title: 'Mug',
    slug: 'mug',
    status: 'active',
    publishedAt: '2026-05-01T09:00',
    description: '',
    'options[0]': '',
    'variants[0].sku': 'MUG',
    'variants[0].priceMinor': '12.00',
    'variants[0].trackStock': 'on',
    'variants[0].stock': '3',
    'variants[0].weightGrams': '0',
    'variants[0].outOfStock': 'deny',
    ...change,
  });

const save = (fields: Fields, as = cookie) =>
  post(editProduct.action, { params: { id }, cookie: as, body: formOf(fields) });

const stored = async () => {
  const product = await getProductForEdit(id);
  return product && { title: product.input.title, version: product.version };
};

const idIn = (location: string | null) => /products\/([^?]*)/.exec(location ?? '')?.[1] ?? '';

const writes = () => read((db) => db.writeKey.count());

describe('a save that is sent again', () => {
  test('is done once, and said to be done', async () => {
    const fields = mug({ title: 'Cup' });
    const to = `/admin/products/${id}`;
    expect(await save(fields)).toMatchObject({
      status: 302,
      location: `${to}?saved=yes&version=2`,
    });
    expect(await save(fields)).toMatchObject({
      status: 302,
      location: `${to}?saved=already&version=2`,
    });
    expect(await stored()).toEqual({ title: 'Cup', version: 2 });
  });

  test('at the same moment is done once', async () => {
    const fields = mug({ title: 'Cup' });
    const answers = await Promise.all([save(fields), save(fields), save(fields)]);
    expect(answers.map(({ location }) => location?.split(/[=&]/)[1]).sort()).toEqual([
      'already',
      'already',
      'yes',
    ]);
    expect(await stored()).toEqual({ title: 'Cup', version: 2 });
  });

  test('makes one product, not two', async () => {
    const fields = mug({ slug: 'jug', title: 'Jug', 'variants[0].sku': 'JUG' });
    const send = () => post(newProduct.action, { cookie, body: formOf(fields) });
    const [first, second] = [await send(), await send()];
    expect(first.location).toMatch(/saved=new&version=1$/);
    expect(second.location).toBe(first.location?.replace('=new', '=already'));
    expect(await read((db) => db.product.count({ where: { slug: 'jug' } }))).toBe(1);
  });

  test('with a change makes no second product: it goes on as an edit of the first', async () => {
    const fields = { slug: 'jug', title: 'Jug', 'variants[0].sku': 'JUG', key: randomUUID() };
    const make = (change: Record<string, string>) =>
      post(newProduct.action, { cookie, body: formOf(mug({ ...fields, ...change })) });
    const made = idIn((await make({})).location);
    const again = await make({ title: 'Ewer', slug: 'ewer', 'variants[0].sku': 'EWER' });
    expect(again).toMatchObject({
      status: 409,
      body: {
        made: { id: made, version: 1 },
        refused: null,
        submission: { initialValue: { title: 'Ewer' } },
      },
    });
    expect(await read((db) => db.product.count())).toBe(2);
    const changed = mug({ ...fields, title: 'Ewer', key: randomUUID() });
    await post(editProduct.action, { params: { id: made }, cookie, body: formOf(changed) });
    expect(
      await read((db) =>
        db.product.findMany({ orderBy: { title: 'asc' }, select: { title: true, version: true } }),
      ),
    ).toEqual([
      { title: 'Ewer', version: 2 },
      { title: 'Mug', version: 1 },
    ]);
  });

  test('with a change makes no second category', async () => {
    const make = (title: string, key: string) =>
      post(newCategory.action, {
        cookie,
        body: formOf([
          ['key', key],
          ['title', title],
          ['slug', ''],
          ['parentId', ''],
        ]),
      });
    const edit = (id: string, fields: Record<string, string>) =>
      post(editCategory.action, {
        params: { id },
        cookie,
        body: formOf(Object.entries({ slug: '', parentId: '', ...fields })),
      });
    const categories = () =>
      read((db) => db.category.findMany({ select: { id: true, title: true, version: true } }));
    const key = randomUUID();
    await make('Jugs', key);
    const [made] = await categories();
    const id = made?.id ?? '';
    expect(await make('Ewers', key)).toMatchObject({
      status: 409,
      body: { made: { id, version: 1 }, refused: null },
    });
    const second = randomUUID();
    await edit(id, { key: second, version: '1', title: 'Ewers' });
    const again = { key: second, version: '1', title: 'Pitchers' };
    expect(await edit(id, again)).toMatchObject({ status: 409, body: { version: 2 } });
    await edit(id, { ...again, key: randomUUID(), version: '2' });
    expect(await categories()).toEqual([{ id, title: 'Pitchers', version: 3 }]);
  });

  test('with a change adds no second person', async () => {
    const key = randomUUID();
    const add = (name: string) =>
      post(newPerson.action, {
        cookie,
        body: formOf([
          ['key', key],
          ['name', name],
          ['email', `${name}@shop.example`],
          ['role', 'editor'],
        ]),
      });
    const people = () => read((db) => db.adminUser.count());
    await add('noa');
    const before = await people();
    expect(await add('nora')).toMatchObject({
      status: 409,
      body: { reply: { key, added: true } },
    });
    expect(await people()).toBe(before);
  });

  test('with something else in it is no replay: it goes on from what it saved before', async () => {
    const key = randomUUID();
    await save(mug({ key, title: 'Cup' }));
    const answer = await save(mug({ key, title: 'Beaker' }));
    expect(answer).toMatchObject({ status: 409, body: { version: 2, stale: null } });
    expect(await stored()).toEqual({ title: 'Cup', version: 2 });
    await save(mug({ title: 'Beaker', version: '2' }));
    expect(await stored()).toEqual({ title: 'Beaker', version: 3 });
  });
});

describe('a save over somebody else’s', () => {
  beforeEach(() => save(mug({ title: 'Theirs', vendor: 'Weaver' })));

  test('of other fields is merged, under its key, and says what came in', async () => {
    const fields = mug({ 'variants[0].priceMinor': '13.00' });
    const to = `/admin/products/${id}`;
    expect((await save(fields)).location).toBe(`${to}?saved=yes&since=1`);
    expect((await save(fields)).location).toBe(`${to}?saved=already&since=1`);
    expect(await stored()).toEqual({ title: 'Theirs', version: 3 });
    const product = await getProductForEdit(id);
    expect(product?.input).toMatchObject({ vendor: 'Weaver', variants: [{ priceMinor: 1300 }] });
  });

  test('and sent again with a change, takes nothing back of what came in', async () => {
    const key = randomUUID();
    await save(mug({ key, 'variants[0].priceMinor': '13.00' }));
    const more = { 'variants[0].priceMinor': '13.00', type: 'Cup' };
    expect(await save(mug({ key, ...more }))).toMatchObject({ status: 409, body: { version: 1 } });
    await save(mug(more));
    expect((await getProductForEdit(id))?.input).toMatchObject({ vendor: 'Weaver', type: 'Cup' });
  });

  test('of the same field writes nothing and shows mine, theirs and before', async () => {
    const answer = await save(mug({ title: 'Mine' }));
    expect(answer).toMatchObject({
      status: 409,
      body: {
        version: 1,
        submission: { initialValue: { title: 'Mine' } },
        stale: {
          version: 2,
          last: { by: 'Mia' },
          conflicts: [{ path: 'title', mine: 'Mine', theirs: 'Theirs', before: 'Mug' }],
          taken: ['Vendor'],
        },
      },
    });
    expect(await stored()).toEqual({ title: 'Theirs', version: 2 });
  });

  test.each([
    [{ 'choices[0]': 'mine title' }, 'Mine'],
    [{ 'choices[0]': 'theirs title' }, 'Theirs'],
    [{ 'choices[0]': 'before title' }, 'Mug'],
    [{ intent: 'theirs' }, 'Theirs'],
    [{ intent: 'theirs', 'choices[0]': 'mine title' }, 'Mine'],
  ])('is done as %o says, over the version that was shown', async (choice, title) => {
    const answer = await save(mug({ title: 'Mine', newest: '2', ...choice }));
    expect(answer.location).toMatch(/saved=yes&since=1$/);
    expect((await stored())?.title).toBe(title);
    expect((await getProductForEdit(id))?.input.vendor).toBe('Weaver');
  });

  test.each([
    [{}],
    [{ 'choices[0]': 'other title' }],
    [{ 'choices[0]': 'mine __proto__' }],
    [{ 'choices[0]': 'mine' }],
  ])('is not done without a choice: %o', async (choice) => {
    const answer = await save(mug({ title: 'Mine', newest: '2', ...choice }));
    expect(answer).toMatchObject({ status: 409, body: { stale: { version: 2 } } });
    expect(await stored()).toEqual({ title: 'Theirs', version: 2 });
  });

  test('is refused again when a third one came between: nothing is chosen of that', async () => {
    await save(mug({ title: 'Third', version: '2' }));
    const answer = await save(mug({ title: 'Mine', newest: '2', 'choices[0]': 'mine title' }));
    expect(answer).toMatchObject({
      status: 409,
      body: { stale: { version: 3, conflicts: [{ theirs: 'Third' }], choices: [] } },
    });
    expect(await stored()).toEqual({ title: 'Third', version: 3 });
  });

  test('of many at the same moment keeps each one’s field', async () => {
    const changes: Record<string, string>[] = [
      { seoTitle: 'Mine' },
      { type: 'Cup' },
      { tags: 'blue' },
      { description: 'Hi' },
    ];
    const answers = await Promise.all(changes.map((change) => save(mug(change))));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
    expect((await getProductForEdit(id))?.input).toMatchObject({
      title: 'Theirs',
      vendor: 'Weaver',
      seoTitle: 'Mine',
      type: 'Cup',
      tags: ['blue'],
      description: 'Hi',
    });
  });
});

describe('a save by somebody who is not signed in any more', () => {
  const strangers = {
    nobody: () => Promise.resolve(''),
    'an ended session': () => cookieOf(randomUUID()),
    'a forged session': () => cookieOf(randomUUID(), 'x'.repeat(32)),
  };

  test.each(Object.entries(strangers))('%s gets back what was typed', async (_who, as) => {
    const before = await writes();
    const key = randomUUID();
    const answer = await save(mug({ key, title: 'Typed for an hour' }), await as());
    expect(answer).toMatchObject({
      status: 401,
      body: {
        obstacle: 'signed-out',
        key,
        version: 1,
        stale: null,
        files: [],
        submission: { initialValue: { title: 'Typed for an hour' } },
      },
    });
    expect(await stored()).toEqual({ title: 'Mug', version: 1 });
    expect(await writes()).toBe(before);
  });

  test('is done under the same key once they have signed in', async () => {
    const fields = mug({ title: 'Typed for an hour' });
    await save(fields, '');
    expect((await save(fields)).location).toMatch(/saved=yes&version=\d+$/);
    expect(await stored()).toEqual({ title: 'Typed for an hour', version: 2 });
  });

  test('learns nothing of what is there: an unknown product gets the same answer', async () => {
    const fields = mug();
    const known = await save(fields, '');
    id = randomUUID();
    expect(await save(fields, '')).toEqual(known);
  });

  test('is told of pictures that it did not store', async () => {
    const picture = new File(['no matter what'], 'mug.png', { type: 'image/png' });
    const answer = await save([...mug(), ['uploads', picture]], '');
    expect(answer).toMatchObject({
      status: 401,
      body: { problems: [expect.stringContaining('new pictures again')] },
    });
    expect(await read((db) => db.imageFile.count())).toBe(0);
  });

  test('keeps a category, a new product and the page around an upload', async () => {
    const category = formOf([
      ['key', randomUUID()],
      ['version', '4'],
      ['title', 'Jugs'],
      ['slug', ''],
    ]);
    const typed = { submission: { initialValue: { title: 'Jugs' } }, obstacle: 'signed-out' };
    const params = { id: randomUUID() };
    expect(await post(editCategory.action, { params, body: category })).toMatchObject({
      status: 401,
      body: { ...typed, version: 4 },
    });
    expect(await post(newCategory.action, { body: category })).toMatchObject({
      status: 401,
      body: typed,
    });
    expect(await post(newProduct.action, { body: formOf(mug({ title: 'Jugs' })) })).toMatchObject({
      status: 401,
      body: typed,
    });
    expect(await post(images.action, { body: formOf([]), cookie })).toMatchObject({ status: 400 });
    expect(await post(images.action, { body: formOf([]) })).toMatchObject({ status: 401 });
  });

  test('is only told to sign in when it was none of the shop’s forms, or a heap of data', async () => {
    const bare = { status: 401, body: expect.stringContaining('Sign in') as string };
    for (const fields of [mug({ key: 'no key' }), mug({ version: '-1' }), mug({ '[': '' })]) {
      expect(await save(fields, '')).toMatchObject(bare);
    }
    const headers = { 'Content-Length': String(9 * 1024 * 1024) };
    const body = formOf(mug());
    expect(await post(editProduct.action, { params: { id }, body, headers })).toMatchObject(bare);
  });
});
