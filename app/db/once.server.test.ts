import { describe, expect, test } from 'vitest';
import { KeyInvalidError, KeyReuseError, once, read } from '~/db.server';
import { hashContent } from '~/db/once.server';

const request = (key: string, content: unknown = { title: 'Bowl' }) => ({
  key,
  actor: 'admin:1',
  content,
});

function countCategories(slug: string) {
  return read((db) => db.category.count({ where: { slug } }));
}

describe('once', () => {
  test('does the work and answers with its result', async () => {
    const written = await once(request('first'), async (tx) => {
      const { slug } = await tx.category.create({ data: { slug: 'first', title: 'First' } });
      return { ok: true, slug };
    });
    expect(written).toEqual({ result: { ok: true, slug: 'first' }, replayed: false });
    expect(await countCategories('first')).toBe(1);
  });

  test('answers a repetition with the first result, without the work', async () => {
    const work = async () => Promise.resolve({ ok: true, at: 1 });
    await once(request('again'), work);
    const second = await once(request('again'), () => {
      throw new Error('must not run');
    });
    expect(second).toEqual({ result: { ok: true, at: 1 }, replayed: true });
  });

  test('does it once when sent many times at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        once(request('crowd'), async (tx) => {
          const { id } = await tx.category.create({ data: { slug: 'crowd', title: 'Crowd' } });
          return { ok: true, id };
        }),
      ),
    );
    expect(new Set(results.map(({ result }) => result.id)).size).toBe(1);
    expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await countCategories('crowd')).toBe(1);
  });

  test.each([
    ['content', { actor: 'admin:1', content: { title: 'Cup' } }],
    ['actor', { actor: 'admin:2', content: { title: 'Bowl' } }],
  ])('refuses the same key with another %s', async (what, other) => {
    const key = `reuse-${what}`;
    await once(request(key), async () => Promise.resolve({ ok: true }));
    await expect(
      once({ key, ...other }, async () => Promise.resolve({ ok: true })),
    ).rejects.toBeInstanceOf(KeyReuseError);
  });

  test('leaves nothing of a refusal, and the key free', async () => {
    const refusal = await once(request('refused'), async (tx) => {
      await tx.category.create({ data: { slug: 'refused', title: 'Refused' } });
      return { ok: false, reason: 'duplicate' };
    });
    expect(refusal).toEqual({ result: { ok: false, reason: 'duplicate' }, replayed: false });
    expect(await countCategories('refused')).toBe(0);
    const corrected = await once(request('refused', { title: 'Other' }), async () =>
      Promise.resolve({ ok: true }),
    );
    expect(corrected.replayed).toBe(false);
  });

  test('leaves nothing of work that throws', async () => {
    const work = once(request('thrown'), async (tx) => {
      await tx.category.create({ data: { slug: 'thrown', title: 'Thrown' } });
      throw new Error('out of clay');
    });
    await expect(work).rejects.toThrow('out of clay');
    expect(await countCategories('thrown')).toBe(0);
    expect(await read((db) => db.writeKey.count({ where: { key: 'thrown' } }))).toBe(0);
  });

  test('remembers a result of null', async () => {
    await once(request('null'), async () => Promise.resolve(null));
    const second = await once(request('null'), async () => Promise.resolve(null));
    expect(second).toEqual({ result: null, replayed: true });
  });

  test.each([
    ['empty', ''],
    ['of 201 characters', 'k'.repeat(201)],
    ['of 10 MB', 'k'.repeat(10_000_000)],
    ['with a NUL', 'a\0b'],
  ])('says clearly that a key %s is none', async (_, key) => {
    const attempt = once(request(key), async () => Promise.resolve({ ok: true }));
    await expect(attempt).rejects.toBeInstanceOf(KeyInvalidError);
    await expect(attempt).rejects.toThrow(/^The key of a write has .{1,60}$/);
  });
});

describe('hashContent', () => {
  test('does not depend on the order of properties, but on that of lists', () => {
    expect(hashContent({ a: 1, b: { c: 2, d: 3 } })).toBe(hashContent({ b: { d: 3, c: 2 }, a: 1 }));
    expect(hashContent([1, 2])).not.toBe(hashContent([2, 1]));
  });

  test('tells values apart', () => {
    const contents = [
      null, undefined, 0, '', '0', [], {}, { a: null }, [null], new Date(0), 0n,
      new Uint8Array(), new Uint8Array([0]), { a: new Uint8Array([1]) }, { a: new Uint8Array([2]) },
    ]; // prettier-ignore
    expect(new Set(contents.map(hashContent)).size).toBe(contents.length);
  });
});
