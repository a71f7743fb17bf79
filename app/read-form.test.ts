import { expect, test } from 'vitest';
import { readForm, STRANGERS_BYTES } from '~/read-form.server';

const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };

function read(body: string): Promise<FormData> {
  const headers = { ...urlencoded, 'Content-Length': String(body.length) };
  const request = new Request('http://shop.test/admin/products/new', {
    ...{ method: 'POST', headers, body },
  });
  return readForm(request, STRANGERS_BYTES);
}

test('fields without files are read as they were typed', async () => {
  const form = await read('title=Caf%C3%A9+au+lait&images[0].alt=&images[0].alt=%F0%9F%AB%96&');
  expect([...form]).toEqual([
    ['title', 'Café au lait'],
    ['images[0].alt', ''],
    ['images[0].alt', '🫖'],
  ]);
});

test.each([
  ['millions of fields', 'a&'.repeat(STRANGERS_BYTES / 2), /too many fields/],
  ['an index that is none of a list', 'images[2048].alt=', /does not have/],
])('%s are refused', async (_what, body, message) => {
  const refusal: unknown = await read(body).catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(Response);
  expect(refusal).toMatchObject({ status: 400 });
  expect(await (refusal as Response).text()).toMatch(message);
});

test('a name of a megabyte is gone through once', async () => {
  const name = `a${'1'.repeat(1_000_000)}`;
  expect([...(await read(`${name}=`)).keys()].map((read) => read.length)).toEqual([name.length]);
});
