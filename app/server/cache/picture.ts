import { IMAGE_WIDTHS } from '~/models/image-render.server';
import type { Entry } from '~/server/cache/entry';
import type { Store } from '~/server/cache/store';

const rendition = /^(.*\/images\/[0-9a-f]{32}\/)(\d+)\.(?:avif|webp)$/;

/**
 * The same picture in another size, the nearest there is: while the one that was asked for can't be had, browsers show
 * it as well, somewhat sharper or softer.
 */
export function otherSize(store: Store, key: string): Entry | undefined {
  const [, file, asked] = rendition.exec(key) ?? [];
  if (file === undefined) return undefined;
  const nearest = [...IMAGE_WIDTHS].sort(
    (a, b) => Math.abs(a - Number(asked)) - Math.abs(b - Number(asked)),
  );
  for (const width of nearest) {
    const entry = store.peek(`${file}${width}.avif`) ?? store.peek(`${file}${width}.webp`);
    if (entry) return entry;
  }
  return undefined;
}
