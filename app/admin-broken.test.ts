import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect, transaction } from '~/db.server';
import * as status from '~/routes/admin.products.$id_.status';
import * as newProduct from '~/routes/admin.products.new';
import { formOf, post, signIn } from '../scripts/test/admin';

/** Without its hash no write can be done. */
const rename = (from: string, to: string) =>
  transaction((tx) => tx.$executeRawUnsafe(`ALTER TABLE write_key RENAME COLUMN ${from} TO ${to}`));

let cookie = '';
beforeAll(async () => {
  cookie = await signIn();
  await rename('request_hash', 'hash');
});
afterAll(async () => {
  await rename('hash', 'request_hash');
  await disconnect();
});

const product = (key: string) =>
  formOf(
    Object.entries({
      ...{ key, intent: 'save', title: 'Mug', slug: '', status: 'draft', description: '' },
      ...{ publishedAt: '', 'options[0]': '', 'variants[0].sku': '' },
      ...{ 'variants[0].priceMinor': '12.00', 'variants[0].weightGrams': '0' },
      ...{ 'variants[0].outOfStock': 'deny' },
    }),
  );

test('what was typed is given back where the shop itself fails', async () => {
  const key = randomUUID();
  expect(await post(newProduct.action, { cookie, body: product(key) })).toMatchObject({
    status: 500,
    body: { obstacle: 'broken', key, submission: { initialValue: { title: 'Mug' } } },
  });
});

test('a change that the shop itself fails at waits for whoever asked for it', async () => {
  const key = randomUUID();
  const body = formOf(Object.entries({ key, version: '1', status: 'active' }));
  const answer = await post(status.action, { cookie, body, params: { id: randomUUID() } });
  expect(answer.status).toBe(500);
  expect(JSON.parse(String(answer.body))).toMatchObject({ obstacle: 'broken', sent: { key } });
});
