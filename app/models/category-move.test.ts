import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { moveCategory } from '~/models/category-move.server';
import { getCategoryRows, saveCategory } from '~/models/category-write.server';
import { newSave } from '../../scripts/test/save';

let ids: Record<string, string> = {};

/** a (b, c), d, and a chain e > f > g > h > i. */
beforeEach(async () => {
  await transaction(async (tx) => {
    await tx.auditEntry.deleteMany();
    await tx.productCategory.deleteMany();
    await tx.$executeRaw`UPDATE category SET parent_id = NULL`;
    await tx.category.deleteMany();
  });
  ids = {};
  const parents = { a: '', b: 'a', c: 'a', d: '', e: '', f: 'e', g: 'f', h: 'g', i: 'h' };
  for (const [title, parent] of Object.entries(parents)) {
    const input = { title, slug: title, description: '', parentId: ids[parent] ?? null };
    const made = await saveCategory(newSave(), { input });
    if (!made.ok) throw new Error(made.message);
    ids[title] = made.id;
  }
});
afterAll(disconnect);

const of = (title: string) => ids[title] ?? '';
const tree = async () =>
  (await getCategoryRows()).map(({ title, depth }) => '-'.repeat(depth) + title).join(' ');
const under = (parent: string | null, before: string | null = null) => ({
  parentId: parent && of(parent),
  before: before && of(before),
});
const versionOf = async (title: string) =>
  (await read((db) => db.category.findUnique({ where: { slug: title } })))?.version ?? 0;

const whole = 'a -b -c d e -f --g ---h ----i';

test('a branch goes with its category, and a move is recorded', async () => {
  const save = newSave();
  const move = { id: of('a'), version: 1, to: under('d') };
  expect(await moveCategory(save, move)).toMatchObject({ ok: true, replayed: false });
  expect(await tree()).toBe('d -a --b --c e -f --g ---h ----i');
  // Sent again, it has been done.
  expect(await moveCategory(save, move)).toMatchObject({ ok: true, replayed: true });
  const entries = await read((db) =>
    db.auditEntry.findMany({ where: { event: 'category.moved' } }),
  );
  expect(entries).toMatchObject([{ subject: 'a', actor: 'test' }]);
});

test('a place before another one', async () => {
  expect(
    await moveCategory(newSave(), { id: of('d'), version: 1, to: under('a', 'c') }),
  ).toMatchObject({ ok: true });
  expect(await tree()).toBe('a -b -d -c e -f --g ---h ----i');
  expect(
    await moveCategory(newSave(), { id: of('d'), version: 2, to: { direction: 'out' } }),
  ).toMatchObject({ ok: true });
  expect(await tree()).toBe('a -b -c d e -f --g ---h ----i');
});

test.each([
  ['under itself', 'a', 'a', 'ring'],
  ['under its own child', 'a', 'b', 'ring'],
  ['too deep', 'd', 'i', 'deep'],
  ['a branch too deep', 'a', 'h', 'deep'],
])('%s is refused', async (_what, title, parent, reason) => {
  const move = { id: of(title), version: 1, to: under(parent) };
  expect(await moveCategory(newSave(), move)).toMatchObject({ ok: false, reason });
  expect(await tree()).toBe(whole);
});

test('the form refuses the same depth', async () => {
  const input = { title: 'j', slug: 'j', description: '', parentId: of('i') };
  expect(await saveCategory(newSave(), { input })).toMatchObject({ reason: 'deep' });
  const moved = {
    id: of('a'),
    version: 1,
    input: { ...input, title: 'a', slug: 'a', parentId: of('h') },
  };
  expect(await saveCategory(newSave(), moved)).toMatchObject({ reason: 'deep' });
  expect(await tree()).toBe(whole);
});

test('of two who move the same at once one is told, and nothing is overwritten', async () => {
  const moves = await Promise.all([
    moveCategory(newSave(), { id: of('d'), version: 1, to: under('a') }),
    moveCategory(newSave(), { id: of('d'), version: 1, to: under('e') }),
  ]);
  expect(moves.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(moves.find(({ ok }) => !ok)).toMatchObject({ reason: 'conflict' });
  expect(await versionOf('d')).toBe(2);
});

test('of two who would close a ring together one is told', async () => {
  const moves = await Promise.all([
    moveCategory(newSave(), { id: of('a'), version: 1, to: under('d') }),
    moveCategory(newSave(), { id: of('d'), version: 1, to: under('a') }),
  ]);
  expect(moves.map((move) => (move.ok ? 'ok' : move.reason)).sort()).toEqual(['ok', 'ring']);
});

test('a neighbour that somebody moved away, or a parent that is gone, is said', async () => {
  expect(await moveCategory(newSave(), { id: of('b'), version: 1, to: under(null) })).toMatchObject(
    { ok: true },
  );
  expect(
    await moveCategory(newSave(), { id: of('d'), version: 1, to: under('a', 'b') }),
  ).toMatchObject({ reason: 'conflict' });
  const gone = { parentId: '01900000-0000-7000-8000-000000000000', before: null };
  expect(await moveCategory(newSave(), { id: of('d'), version: 1, to: gone })).toMatchObject({
    reason: 'conflict',
  });
  expect(await tree()).toBe('a -c d e -f --g ---h ----i b');
});

test('a form that was open when its category was moved does not move it back', async () => {
  await moveCategory(newSave(), { id: of('d'), version: 1, to: under('a') });
  const input = { title: 'D', slug: 'd', description: '', parentId: null };
  expect(await saveCategory(newSave(), { id: of('d'), version: 1, input })).toMatchObject({
    reason: 'conflict',
  });
  expect(await tree()).toBe('a -b -c -d e -f --g ---h ----i');
});
