import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '~/db.server';
import { createAdmin } from '~/models/admin-user.server';
import { viewNameSchema, viewSearch } from '~/models/product-view';
import { deleteView, listViews, saveView } from '~/models/product-view.server';

const people: string[] = [];
beforeAll(async () => {
  for (const name of ['Mia', 'Ada']) {
    const email = `${name.toLowerCase()}@shop.example`;
    const person = await createAdmin({ email, name, password: 'lantern on the pier' });
    if (!person.ok) throw new Error(person.message);
    people.push(person.id);
  }
});
afterAll(disconnect);

const by = (person: number) => ({ key: randomUUID(), actor: people[person] ?? '' });
const named = (name: string) => ({ name, search: 'stock=out', isFirst: false });

test('views are a person’s own: named, first, renamed and deleted by nobody else', async () => {
  const save = by(0);
  expect(await saveView(save, named('Sold out'))).toEqual({ ok: true, replayed: false });
  expect(await saveView(save, named('Sold out'))).toEqual({ ok: true, replayed: true });
  expect(await saveView(save, named('Other'))).toMatchObject({ ok: false });
  expect(await saveView(by(0), named('Sold out'))).toMatchObject({
    ok: false,
    message: 'You have a view of this name. Choose another one.',
  });
  expect(await saveView(by(1), named('Sold out'))).toMatchObject({ ok: true });
  const [mine] = await listViews(people[0] ?? '');
  const id = mine?.id ?? '';
  expect(await saveView(by(1), { id, name: 'Taken', isFirst: true })).toMatchObject({ ok: false });
  expect(await deleteView(by(1), id)).toMatchObject({ ok: false });
  expect(await saveView(by(0), { id, name: 'Gone', isFirst: true })).toMatchObject({ ok: true });
  await saveView(by(0), { name: 'New', search: '', isFirst: true });
  expect(await listViews(people[0] ?? '')).toMatchObject([
    { name: 'Gone', search: 'stock=out', isFirst: false },
    { name: 'New', search: '', isFirst: true },
  ]);
  expect(await deleteView(by(0), id)).toMatchObject({ ok: true });
  expect(await listViews(people[0] ?? '')).toMatchObject([{ name: 'New' }]);
  expect(await listViews(people[1] ?? '')).toMatchObject([{ name: 'Sold out' }]);
});

test('there are thirty at most', async () => {
  for (let n = 0; n < 40; n += 1) await saveView(by(1), named(`View ${n}`));
  expect(await listViews(people[1] ?? '')).toHaveLength(30);
});

test('a name and an address are kept only as far as they make sense', () => {
  for (const name of ['', '  ', 'a\0b', 'x'.repeat(61), '\ud800']) {
    expect(viewNameSchema.safeParse(name).success, JSON.stringify(name)).toBe(false);
  }
  expect(viewNameSchema.parse(' Sold  out ')).toBe('Sold out');
  expect(viewSearch('stock=out&page=4&__proto__=1&then=https://evil.example')).toBe('stock=out');
  expect(viewSearch('x'.repeat(10_000_000))).toBe('');
});
