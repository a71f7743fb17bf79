import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '~/server/cache/store';

const name = 'popular.json';
/** Keys remembered. */
const most = 1_000;

const schema = z.array(z.tuple([z.string(), z.number()]));

/** Keys that were asked for most before the last restart, those first. */
export async function readPopular(folder: string): Promise<[string, number][]> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  } catch {
    return [];
  }
}

/** Keeps what is asked for most now. What was popular once counts half each time. */
export async function writePopular(
  folder: string,
  store: Store,
  before: [string, number][],
): Promise<void> {
  const counts = new Map(before.map(([key, hits]) => [key, Math.floor(hits / 2)]));
  for (const [key, { hits }] of store.entries()) counts.set(key, (counts.get(key) ?? 0) + hits);
  const popular = [...counts]
    .filter(([, hits]) => hits > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `${name}.${process.pid}`);
  await writeFile(unfinished, JSON.stringify(popular));
  await rename(unfinished, join(folder, name));
}
