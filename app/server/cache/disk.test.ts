import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Disk } from '~/server/cache/disk';
import type { Entry } from '~/server/cache/entry';
import { Store } from '~/server/cache/store';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-disk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const warn = vi.fn();

function page(text: string, tags = ['products']): Entry {
  const variant = (suffix: string) => ({
    etag: `"${text}${suffix}"`,
    body: Buffer.from(text + suffix),
  });
  return {
    headers: ['content-type', 'text/html'],
    plain: variant(''),
    encoded: { br: variant('-br'), gzip: variant('-gzip') },
    tags,
    freshness: { fresh: 1, whileRevalidating: 2, ifError: 3, longer: 0 },
    madeAt: 1234,
    moment: 9,
    route: undefined,
    hits: 3,
    retryAt: 0,
    failedAt: 0,
    size: 3_000,
  };
}

async function written(entries: Record<string, Entry>, build = 'one'): Promise<Disk> {
  const disk = new Disk(folder, build, warn);
  for (const [key, entry] of Object.entries(entries)) disk.write(key, entry);
  await disk.settled();
  return disk;
}

async function found(build = 'one', limit = 1_000_000): Promise<Record<string, Entry>> {
  const entries: Record<string, Entry> = {};
  await new Disk(folder, build, warn).load(limit, (key, entry) => (entries[key] = entry));
  return entries;
}

const files = () => readdir(folder);

test('what was written is found again, byte for byte', async () => {
  await written({ '/a': page('a'), '/ü?q=x': page('ü') });
  const entries = await found();
  expect(Object.keys(entries).sort()).toEqual(['/a', '/ü?q=x']);
  expect(entries['/ü?q=x']).toMatchObject({
    ...page('ü'),
    ...{ moment: -1, hits: 0, size: expect.any(Number) as unknown },
  });
});

test('what is the same is written again where it is to end sooner, and then not', async () => {
  const disk = await written({ '/': page('home') });
  const sooner = {
    ...page('home'),
    freshness: { fresh: 1, whileRevalidating: 0, ifError: 1, longer: 0 },
  };
  disk.write('/', sooner);
  await disk.settled();
  expect((await found())['/']?.freshness.ifError).toBe(1);
  disk.write('/', page('home'));
  await disk.settled();
  expect((await found())['/']?.freshness.ifError).toBe(1);
});

test('another build, or another address of the shop, finds no pages, but pictures', async () => {
  const pictures = ['/images/1/640.avif', 'http://shop.example/images/1/640.avif'];
  const others = ['/page', '/robots.txt', 'http://shop.example/products/images/'];
  const entries = [...pictures, ...others].map((key) => [key, page(key, [])] as const);
  await written(Object.fromEntries(entries));
  expect(Object.keys(await found('two')).sort()).toEqual(pictures);
  expect(await files(), 'the rest is removed').toHaveLength(2);
});

test.each(['cut short', 'changed by a bit', 'empty', 'without a line', 'of another kind'])(
  'a file that is %s is not read, and removed',
  async (how) => {
    await written({ '/a': page('a'), '/b': page('b') });
    const [name = ''] = await files();
    const path = join(folder, name);
    const bytes = await readFile(path);
    if (how === 'cut short') await truncate(path, bytes.length - 1);
    if (how === 'changed by a bit') {
      bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
      await writeFile(path, bytes);
    }
    if (how === 'empty') await truncate(path, 0);
    if (how === 'without a line') await writeFile(path, 'x'.repeat(500));
    if (how === 'of another kind') await writeFile(path, '{"a":1}\n{}\n');
    expect(Object.keys(await found())).toHaveLength(1);
    expect(await files()).toHaveLength(1);
  },
);

test('no more is read than there is room for; what a process left unfinished is removed', async () => {
  await written({ '/a': page('a'.repeat(1_000)), '/b': page('b'.repeat(1_000)) });
  for (const name of ['left.kept.1', 'begun.kept.2']) await writeFile(join(folder, name), 'half');
  await utimes(join(folder, 'left.kept.1'), 1, 1);
  expect(Object.keys(await found('one', 10_000))).toHaveLength(1);
  const rest = (await files()).filter((name) => !name.endsWith('.kept'));
  expect(await files()).toHaveLength(2);
  expect(rest, 'another process may be about to finish it').toEqual(['begun.kept.2']);
});

test('the newest are read, whatever they take in memory, and pushed out last', async () => {
  const names = Array.from({ length: 10 }, (_, n) => `/${n}`);
  const size = await sizeOfOne();
  const disk = await written({});
  for (const [n, key] of names.entries()) {
    disk.write(key, page(String(n)));
    await disk.settled();
    for (const name of await files()) {
      const path = join(folder, name);
      if ((await stat(path)).mtimeMs > 10_000) await utimes(path, n + 1, n + 1);
    }
  }
  const gone: string[] = [];
  const store = new Store((5 * size + 1) / 0.8, { gone: (key) => gone.push(key) });
  const given: string[] = [];
  await new Disk(folder, 'one', warn).load(store.room, (key, entry) => {
    given.push(key);
    store.set(key, entry, true);
  });
  expect(given).toEqual(names.slice(5));
  expect(gone).toEqual([]);
  store.set('/new', { ...page('new'), size }, true);
  expect(gone).toEqual(['/5']);
  expect(await files()).toHaveLength(5);
});

/** Bytes in memory of a page of one letter. */
async function sizeOfOne(): Promise<number> {
  const disk = await written({ '/': page('0') });
  const size = (await found())['/']?.size ?? 0;
  disk.remove('/');
  await disk.settled();
  return size;
}

test('what is gone from memory goes from the disk', async () => {
  const disk = await written({ '/a': page('a'), '/b': page('b') });
  disk.remove('/a');
  disk.remove('/never');
  await disk.settled();
  expect(Object.keys(await found())).toEqual(['/b']);
});

test('what is gone while it is being written goes as well', async () => {
  const disk = new Disk(folder, 'one', warn);
  disk.write('/a', page('a'));
  disk.remove('/a');
  await disk.settled();
  expect(await files()).toEqual([]);
});

test('what is gone goes from the disk while nothing can be written', async () => {
  const disk = await written({ '/a': page('a'), '/b': page('b') });
  // A folder in the file's place: no file can be renamed to it.
  const path = join(folder, await nameOf('/full'));
  await mkdir(join(path, 'in the way'), { recursive: true });
  disk.write('/full', page('full'));
  await disk.settled();
  disk.write('/a', page('newer'));
  disk.remove('/b');
  await disk.settled();
  await rm(path, { recursive: true });
  expect(Object.keys(await found())).toEqual(['/a']);
});

/** The file that a key is kept in. */
async function nameOf(key: string): Promise<string> {
  const disk = await written({ [key]: page('here') });
  const before = await files();
  disk.remove(key);
  await disk.settled();
  const after = await files();
  return before.find((name) => !after.includes(name)) ?? '';
}

test('where nothing can be written it says so once, and goes on', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const disk = new Disk(join(file, 'pages'), 'one', warn);
  warn.mockClear();
  disk.write('/a', page('a'));
  disk.write('/b', page('b'));
  await disk.settled();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[1]).toContain('CACHE_DIR');
  const entries: string[] = [];
  await disk.load(1_000, (key) => entries.push(key));
  expect(entries).toEqual([]);
});
