import type { ActionFunctionArgs } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { disconnect, read, transaction } from '~/db.server';
import { productSchema } from '~/models/product';
import { createProduct } from '~/models/product-write.server';
import * as editCategory from '~/routes/admin.categories.$id';
import * as deleteCategory from '~/routes/admin.categories.$id_.delete';
import * as categories from '~/routes/admin.categories._index';
import * as newCategory from '~/routes/admin.categories.new';
import * as bulk from '~/routes/admin.products.bulk';
import * as bulkChange from '~/routes/admin.products.bulk_.$id';
import * as editProduct from '~/routes/admin.products.$id';
import * as duplicate from '~/routes/admin.products.$id_.duplicate';
import * as deleteProduct from '~/routes/admin.products.$id_.delete';
import * as quick from '~/routes/admin.products.$id_.quick';
import * as status from '~/routes/admin.products.$id_.status';
import * as columns from '~/routes/admin.products.columns';
import * as views from '~/routes/admin.products.views';
import * as newProduct from '~/routes/admin.products.new';
import * as textPreview from '~/routes/admin.preview';
import * as preview from '~/routes/admin_.preview.$id';
import { type Fields, formOf, post, signIn } from '../scripts/test/admin';
import { digestOf } from '../scripts/test/digest';
import { newSave } from '../scripts/test/save';

let cookie = '';
let productId = '';
let categoryId = '';

beforeAll(async () => {
  cookie = await signIn();
  const category = await transaction((tx) =>
    tx.category.create({ data: { slug: 'cups', title: 'Cups' }, select: { id: true } }),
  );
  categoryId = category.id;
  const product = await createProduct(newSave(), {
    input: productSchema.parse({
      slug: 'mug',
      status: 'active',
      title: 'Mug',
      currency: 'EUR',
      variants: [{ sku: 'MUG', priceMinor: 1200 }],
      categoryIds: [categoryId],
    }),
  });
  if (!product.ok) throw new Error(product.message);
  productId = product.id;
});

afterAll(disconnect);

/** All that a form could have changed. */
const digest = digestOf([
  'product',
  'product_option',
  'variant',
  'product_image',
  'product_category',
  'product_change',
  'product_bin',
  'category',
  'image_file',
  'product_view',
  'bulk_change',
  'bulk_item',
  'write_key',
]);
const everything = () => read((db) => db.$queryRawUnsafe(digest));

test('whatever is written shows, be it what was there before', async () => {
  const before = await everything();
  expect(await everything()).toEqual(before);
  await transaction((tx) =>
    tx.category.update({ where: { id: categoryId }, data: { title: 'Cups' } }),
  );
  expect(await everything()).not.toEqual(before);
});

const NUL = '\0';
const half = '\ud800';
const long = 'x'.repeat(10 * 1024 * 1024);

const product: Record<string, string> = {
  version: '1',
  intent: 'save',
  title: 'Cup',
  slug: 'cup',
  status: 'active',
  'variants[0].sku': 'CUP',
  'variants[0].priceMinor': '12.00',
  'variants[0].stock': '3',
  'variants[0].weightGrams': '0',
  'variants[0].outOfStock': 'deny',
};

const pictured = { 'images[0].sourceUrl': 'https://a.example/b.jpg' };

/** What is changed of a product's form that could be saved. */
const productForms: [string, Record<string, string>][] = [
  ['no title', { title: '' }],
  ['a title that is also a list', { 'title[]': 'Cup' }],
  ['a title that is also a group', { 'title.first': 'Cup' }],
  ['variants that are also a group', { 'variants.sku': 'CUP' }],
  ['a title with NUL', { title: `Cup${NUL}` }],
  ['10 MB of title', { title: long }],
  ['10 MB of description', { description: long }],
  ['a description with NUL', { description: NUL }],
  ['an address with a slash', { slug: 'a/b' }],
  ['an address with NUL', { slug: `a${NUL}` }],
  ['a status of its own', { status: 'published' }],
  ['no status', { status: '' }],
  ['a date that is none', { publishedAt: 'yesterday' }],
  ['a date beyond time', { publishedAt: '2026-99-99T99:99' }],
  ['an end that is none', { publishedUntil: 'never', publishedUntilStored: 'never' }],
  [
    'an end before the beginning',
    { publishedAt: '2999-05-01T09:00', publishedUntil: '2999-05-01T08:59' },
  ],
  ['a negative price', { 'variants[0].priceMinor': '-1' }],
  ['a huge price', { 'variants[0].priceMinor': '99999999999999999999' }],
  ['a price beyond the column', { 'variants[0].priceMinor': '21474836.48' }],
  ['a price with half a cent', { 'variants[0].priceMinor': '1.005' }],
  ['a price in words', { 'variants[0].priceMinor': 'NaN' }],
  ['an infinite price', { 'variants[0].priceMinor': 'Infinity' }],
  ['a price in powers', { 'variants[0].priceMinor': '1e3' }],
  ['no price', { 'variants[0].priceMinor': '' }],
  ['a negative compare-at price', { 'variants[0].compareAtMinor': '-5' }],
  ['a fraction of stock', { 'variants[0].stock': '1.5' }],
  ['a stock beyond the column', { 'variants[0].stock': '2147483648' }],
  ['a negative weight', { 'variants[0].weightGrams': '-1' }],
  ['a policy of its own', { 'variants[0].outOfStock': 'sell' }],
  ['a variant’s id that is none', { 'variants[0].id': "' OR 1=1 --" }],
  ['a SKU with NUL', { 'variants[0].sku': NUL }],
  ['a variant where a list is', { variants: 'all of them' }],
  ['a text where an option list is', { 'variants[0].options': 'Blue', 'options[0]': 'Colour' }],
  ['option values that are a group', { 'optionValues.__proto__': 'Red' }],
  ['a paste that is a list too', { 'pasteText[0]': 'a', pasteText: 'b' }],
  ['a category that is no id', { categoryIds: 'all' }],
  ['a category with NUL', { categoryIds: NUL }],
  ['a category that is not there', { categoryIds: randomUUID() }],
  ['a picture that is no file', { 'images[0].fileId': '../../etc/passwd' }],
  ['a picture that is not there', { 'images[0].fileId': '0'.repeat(32) }],
  ['a picture’s address of another kind', { 'images[0].sourceUrl': 'file:///etc/passwd' }],
  ['a focal point outside', { ...pictured, 'images[0].focusX': '101' }],
  ['a focal point below all', { ...pictured, 'images[0].focusY': '-1' }],
  ['a focal point that is none', { ...pictured, 'images[0].focusX': `NaN${NUL}` }],
  ['a tag with NUL', { tags: `a,${NUL}` }],
  ['a field of a prototype', { '__proto__.polluted': 'yes' }],
  ['a list of a prototype', { 'variants[0].__proto__': 'yes' }],
  ['a constructor', { 'constructor.prototype': 'yes' }],
  ['a list’s millionth item', { 'variants[1000000].sku': 'A' }],
  ['a list’s item beyond the last', { 'variants[2048].sku': 'A' }],
  ['a field of no page', { 'a b': 'c' }],
  ['a field without a name', { '': 'c' }],
  ['an intent that is no JSON', { __intent__: '{' }],
  ['an intent of its own', { __intent__: '{"type":"delete","payload":{}}' }],
  ['an intent on another list', { __intent__: '{"type":"insert","payload":{"name":"title"}}' }],
  [
    'an intent on a prototype',
    {
      __intent__: '{"type":"insert","payload":{"name":"variants","defaultValue":{"__proto__":1}}}',
    },
  ],
  ['no key', { key: '' }],
  ['a key that is none', { key: NUL }],
  ['10 MB of key', { key: long }],
];

const versions: [string, Record<string, string>][] = [
  ['no version', { version: '' }],
  ['version 0', { version: '0' }],
  ['a negative version', { version: '-1' }],
  ['half a version', { version: '1.5' }],
  ['a version beyond the column', { version: '99999999999' }],
  ['a version of long ago', { version: '7' }],
  ['a choice over no version', { intent: 'mine' }],
  ['a choice over a version that is none', { intent: 'mine', newest: NUL }],
];

const categoryForms: [string, Record<string, string>][] = [
  ['no title', { title: '' }],
  ['a title with NUL', { title: NUL }],
  ['10 MB of description', { description: long }],
  ['an address with a slash', { slug: 'a/b' }],
  ['a parent that is none', { parentId: 'root' }],
  ['a parent that is not there', { parentId: randomUUID() }],
  ['a field of a prototype', { '__proto__.polluted': 'yes' }],
  ['no key', { key: '' }],
  ['10 MB of key', { key: long }],
];

type Action = (args: ActionFunctionArgs) => Promise<unknown>;

type Sent = { id?: string; headers?: Record<string, string>; search?: string };

/** Sends a form, and expects a refusal in words that leaves everything as it was. */
async function refused(
  action: Action,
  body: BodyInit,
  { id = '', headers = {}, search = '' }: Sent = {},
) {
  const before = await everything();
  const answer = await post(action, { params: { id }, cookie, body, headers, search });
  expect(answer.status, JSON.stringify({ said: answer.body }).slice(0, 300)).toBeGreaterThanOrEqual(
    400,
  );
  expect(answer.status).toBeLessThan(500);
  expect(messagesOf(answer.body)).not.toEqual([]);
  expect(await everything()).toEqual(before);
  expect(Object.prototype).not.toHaveProperty('polluted');
}

const repliesSchema = z.object({
  refused: z.unknown().optional(),
  stale: z.unknown().optional(),
  message: z.string().nullish(),
  errors: z.record(z.string(), z.string().optional()).optional(),
  submission: z.object({ error: z.record(z.string(), z.unknown()).nullish() }).optional(),
});

/** What a person is told: a refusal's sentence, a field's, or the table of differences. */
function messagesOf(body: unknown): unknown[] {
  if (typeof body === 'string') return body === '' ? [] : [body];
  const { refused, stale, message, errors, submission } = repliesSchema.parse(body);
  return [
    refused,
    stale,
    message,
    ...Object.values(errors ?? {}),
    ...Object.values(submission?.error ?? {}),
  ].filter(Boolean);
}

const asFields = (...parts: Record<string, string>[]): Fields =>
  Object.entries(Object.assign({ key: randomUUID() }, ...parts) as Record<string, string>);

test.each(productForms)('a product with %s is refused', async (_what, change) => {
  await refused(newProduct.action, formOf(asFields(product, change)));
  await refused(editProduct.action, formOf(asFields(product, change)), { id: productId });
});

test.each(versions)('a product with %s is refused', async (_what, change) => {
  const body = formOf(asFields(product, change));
  await refused(editProduct.action, body, { id: productId });
});

test.each(categoryForms)('a category with %s is refused', async (_what, change) => {
  const form = { title: 'Jugs', slug: 'jugs', version: '1' };
  await refused(newCategory.action, formOf(asFields(form, change)));
  await refused(editCategory.action, formOf(asFields(form, change)), { id: categoryId });
});

test('a field sent as a file is refused', async () => {
  const fields = asFields(product).filter(([name]) => name !== 'title');
  const file = new File(['Cup'], 'cup.txt');
  await refused(newProduct.action, formOf([...fields, ['title', file]]));
});

test('halves of surrogate pairs, as no form can send but JSON can, are never stored', async () => {
  const body = new URLSearchParams(asFields(product) as [string, string][]);
  const bytes = body.toString().replace('title=Cup', 'title=%ED%A0%80');
  expect(productSchema.safeParse({ title: half }).success).toBe(false);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await post(newProduct.action, { cookie, body: bytes, headers });
  const titles = await read((db) => db.product.findMany({ select: { title: true } }));
  expect(answer.status).toBeLessThan(500);
  expect(titles.every(({ title }) => !/\p{Cs}/u.test(title))).toBe(true);
  await transaction((tx) => tx.product.deleteMany({ where: { slug: 'cup' } }));
});

const bodies: [string, string, Record<string, string>][] = [
  ['JSON', '{"title":"Cup"}', { 'Content-Type': 'application/json' }],
  ['plain text', 'title=Cup', { 'Content-Type': 'text/plain' }],
  ['a form of no kind', 'title=Cup', { 'Content-Type': '' }],
  ['a form in parts without a boundary', 'Cup', { 'Content-Type': 'multipart/form-data' }],
  ['half a form', '--x\r\nContent-', { 'Content-Type': 'multipart/form-data; boundary=x' }],
  ['a length that is none', 'a=b', { 'Content-Length': 'lots' }],
  ['a length beyond the limit', 'a=b', { 'Content-Length': '67108865' }],
  ['nothing', '', { 'Content-Type': 'application/x-www-form-urlencoded' }],
];

const actions: [string, Action][] = [
  ['a new product', newProduct.action],
  ['a product', editProduct.action],
  ['a product’s status', status.action],
  ['a product’s row', quick.action],
  ['a product’s end', deleteProduct.action],
  ['a view', views.action],
  ['the columns', columns.action],
  ['a new category', newCategory.action],
  ['a category', editCategory.action],
  ['a category’s end', deleteCategory.action],
  ['a change of many', bulk.action],
  ['a change of many, taken back,', bulkChange.action],
  ['the order of categories', categories.action],
  ['a copy', duplicate.action],
  ['a preview of a new product', preview.action],
];

test.each(bodies)('%s is refused everywhere', async (_what, body, headers) => {
  for (const [, action] of actions) await refused(action, body, { id: productId, headers });
});

test.each(actions.filter(([what]) => !what.includes('new')))(
  '%s is not found under an id that is none',
  async (_what, action) => {
    for (const id of ['', '1', NUL, "' OR 1=1 --", '../products', 'x'.repeat(10_000)]) {
      const fields = asFields(product, { status: 'archived', productsTo: '', id, direction: 'up' });
      await refused(action, formOf(fields), { id });
    }
  },
);

const small: [string, Action, Record<string, string>][] = [
  ['a status of its own', status.action, { status: 'sold', version: '1' }],
  ['a status over no version', status.action, { status: 'archived' }],
  ['an end of an old version', deleteProduct.action, { version: '9' }],
  ['a direction of its own', categories.action, { direction: 'sideways' }],
  ['a step over no version', categories.action, { direction: 'up' }],
  ['a step over an old version', categories.action, { direction: 'up', version: '9' }],
  ['a place under what is none', categories.action, { parentId: NUL, before: '', version: '1' }],
  ['a place under nobody', categories.action, { parentId: randomUUID(), before: '', version: '1' }],
  [
    'a place beside nobody',
    categories.action,
    { parentId: '', before: randomUUID(), version: '1' },
  ],
  ['a place beside a prototype', categories.action, { parentId: '__proto__', version: '1' }],
  ['products to nowhere known', deleteCategory.action, { version: '1', productsTo: 'away' }],
  [
    'products to a category that is gone',
    deleteCategory.action,
    { version: '1', productsTo: randomUUID() },
  ],
  ['the end of an old version of a category', deleteCategory.action, { version: '9' }],
];

test.each(small)('%s is refused', async (_what, action, fields) => {
  const id =
    action === deleteCategory.action || action === categories.action ? categoryId : productId;
  await refused(action, formOf(asFields({ id }, fields)), { id });
});

const copies: [string, string, Record<string, string>][] = [
  ['of a product that is nobody’s', randomUUID(), {}],
  ['of a category', 'a category', {}],
  ['under no key', 'the product', { key: '' }],
  ['under a key with NUL', 'the product', { key: NUL }],
  ['under 10 MB of key', 'the product', { key: long }],
];

test.each(copies)('a copy %s is refused', async (_what, of, fields) => {
  const ids: Record<string, string> = { 'a category': categoryId, 'the product': productId };
  await refused(duplicate.action, formOf(asFields(fields)), { id: ids[of] ?? of });
});

test('a copy that is asked for again is the same one, and its key copies nothing else', async () => {
  const key = randomUUID();
  const ask = (id: string, as = cookie) =>
    post(duplicate.action, { cookie: as, params: { id }, body: formOf([['key', key]]) });
  const { status: first, location } = await ask(productId);
  expect(first).toBe(302);
  const copyId = /products\/(.*)\?saved=new/.exec(location ?? '')?.[1] ?? '';
  const before = await everything();
  expect((await ask(productId)).location).toBe(`/admin/products/${copyId}?saved=already`);
  // Another product under it; and another person's form, caught and sent as one's own.
  expect((await ask(copyId)).status).toBe(409);
  expect((await ask(productId, await signIn())).status).toBe(409);
  expect(await everything()).toEqual(before);
  await transaction((tx) => tx.product.delete({ where: { id: copyId } }));
});

test('a preview writes nothing and takes no nonsense, whatever is sent to it', async () => {
  const before = await everything();
  for (const [what, change] of productForms) {
    for (const id of [productId, 'new', NUL]) {
      const body = formOf(asFields(product, change));
      const { status, body: told } = await post(preview.action, { cookie, params: { id }, body });
      expect(status, what).toBeLessThan(500);
      if (status >= 400) expect(messagesOf(told), what).not.toEqual([]);
    }
  }
  for (const value of [NUL, long, half, '<script>pwned=1</script>']) {
    const fields: Fields = [
      ['title', value],
      ['description', value],
      ['__proto__[admin]', 'true'],
    ];
    const { status, body } = await post(textPreview.action, { cookie, body: formOf(fields) });
    expect(status).toBeLessThan(500);
    expect(JSON.stringify(body)).not.toContain('<script>');
  }
  expect(await everything()).toEqual(before);
});

const archive = 'all=1&change=status&to=archived';

/** Forms that no preview made: addresses, and what is sent to them. */
const bulkForms: [string, string, Record<string, string>][] = [
  ['no products', 'change=status&to=archived', {}],
  ['products that are none', `change=status&to=archived&id=${encodeURIComponent(NUL)}&id=1`, {}],
  ['nothing to change', 'all=1', {}],
  ['a change of its own', 'all=1&change=everything', {}],
  ['a change of a prototype', 'all=1&change=__proto__', {}],
  ['a status of its own', 'all=1&change=status&to=sold', {}],
  ['a negative price', 'all=1&change=price&way=lower&by=amount&value=-1', {}],
  ['a huge price', `all=1&change=price&way=lower&by=amount&value=${'9'.repeat(10_000)}`, {}],
  ['a fraction of a cent', 'all=1&change=price&way=lower&by=amount&value=0.005', {}],
  ['more than everything off', 'all=1&change=price&way=lower&by=percent&value=101', {}],
  ['a rounding of its own', 'all=1&change=price&way=lower&by=percent&value=1&step=0', {}],
  ['a category that is none', 'all=1&change=category&mode=add&place=cups', {}],
  ['a tag with NUL', 'all=1&change=tags&mode=add&tags=a%00', {}],
  ['no fingerprint', archive, { fingerprint: '' }],
  ['a fingerprint that is none', archive, { fingerprint: NUL }],
  ['10 MB of fingerprint', archive, { fingerprint: long }],
  ['a forged fingerprint', archive, { fingerprint: '0'.repeat(64) }],
  ['no key', archive, { key: '' }],
  ['10 MB of key', archive, { key: long }],
  ['a field of a prototype', archive, { '__proto__.polluted': 'yes' }],
];

test.each(bulkForms)('a change of many with %s is refused', async (_what, search, change) => {
  const fields = asFields({ fingerprint: 'f'.repeat(64) }, change);
  await refused(bulk.action, formOf(fields), { search });
});

test('a change of many that is not there is not taken back', async () => {
  await refused(bulkChange.action, formOf(asFields()), { id: randomUUID() });
});

const rows: [string, Record<string, string>][] = [
  ['no price', { price: '' }],
  ['a price with NUL', { price: NUL }],
  ['10 MB of price', { price: long }],
  ['a negative price', { price: '-1' }],
  ['a huge price', { price: '99999999999999999999' }],
  ['a price with half a cent', { price: '1.005' }],
  ['a price in words', { price: 'NaN' }],
  ['a price of a prototype', { price: '__proto__' }],
  ['a fraction of stock', { stock: '1.5' }],
  ['a stock beyond the column', { stock: '2147483648' }],
  ['a stock in words', { stock: 'lots' }],
  ['no version', { version: '' }],
  ['half a version', { version: '1.5' }],
  ['a version of tomorrow', { version: '7' }],
  ['no key', { key: '' }],
  ['10 MB of key', { key: long }],
  ['a field of a prototype', { '__proto__.polluted': 'yes' }],
];

test.each(rows)('a row with %s is refused', async (_what, change) => {
  const fields = asFields({ price: '12.00', stock: '3', version: '1', row: '1' }, change);
  await refused(quick.action, formOf(fields), { id: productId });
});

const viewForms: [string, Record<string, string>][] = [
  ['no name', { name: ' ' }],
  ['a name with NUL', { name: NUL }],
  ['10 MB of name', { name: long }],
  ['an intent of its own', { intent: 'share' }],
  ['an intent of a prototype', { intent: '__proto__' }],
  ['no intent', { intent: '' }],
  ['no id', { intent: 'delete' }],
  ['an id that is none', { intent: 'delete', id: "' OR 1=1 --" }],
  ['an id that is nobody’s', { intent: 'change', id: randomUUID() }],
  ['no key', { key: '' }],
  ['10 MB of key', { key: long }],
  ['a field of a prototype', { '__proto__.polluted': 'yes' }],
];

test.each(viewForms)('a view with %s is refused', async (_what, change) => {
  const form = { intent: 'add', name: 'Sold out', search: 'stock=out' };
  await refused(views.action, formOf(asFields(form, change)));
});

test('columns of one’s own are not kept, nor anything beside them', async () => {
  const strange = ['price', '__proto__', `a${NUL}b`, long, 'x; Domain=evil.example'];
  const fields: Fields = strange.map((name) => ['column', name]);
  const answer = await columns.action({
    request: await requestOf([...fields, ['back', `stock=out&then=${NUL}`]]),
    params: {},
    context: {},
  });
  expect(answer.headers.get('Location')).toBe('/admin/products?stock=out');
  expect(answer.headers.get('Set-Cookie')).toMatch(/^holdfast_columns=price; Path=\/admin; /);
});

async function requestOf(fields: Fields): Promise<Request> {
  const sent = new Request('http://shop.example/admin/products/columns', {
    method: 'POST',
    headers: { Host: 'shop.example', Cookie: cookie },
    body: formOf(fields),
  });
  const { byteLength } = await sent.clone().arrayBuffer();
  sent.headers.set('Content-Length', String(byteLength));
  return sent;
}
