import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { disconnect } from '~/db.server';
import { productSchema } from '~/models/product';
import { createProduct } from '~/models/product-write.server';
import { PublicationWatch } from '~/server/cache/publications';
import { ownCacheControl, setNextPublication } from '~/shared-page.server';

afterAll(() => {
  setNextPublication(null);
  return disconnect();
});

async function schedule(slug: string, inSeconds: number): Promise<void> {
  const input = productSchema.parse({
    ...{ slug, status: 'active', title: slug, currency: 'EUR' },
    ...{ publishedAt: new Date(Date.now() + inSeconds * 1000), variants: [{ priceMinor: 1200 }] },
  });
  const made = await createProduct({ key: randomUUID(), actor: 'mia' }, { input });
  if (!made.ok) throw new Error(made.message);
}

test('lists are made anew when a product is to be seen sooner than they tell other caches', async () => {
  const told: string[][] = [];
  const watch = new PublicationWatch({
    changed: (tags) => told.push(tags),
    everythingChanged: () => undefined,
    ending: () => undefined,
  });
  await schedule('mug', 500);
  watch.ask();
  await expect.poll(() => ownCacheControl()).toMatch(/max-age=(4\d\d|500),/);
  expect(told).toEqual([['products']]);
  await schedule('cup', 5_000);
  await schedule('jug', 200);
  watch.ask();
  await expect.poll(() => ownCacheControl()).toMatch(/max-age=(1\d\d|200),/);
  watch.stop();
  expect(told).toEqual([['products'], ['products']]);
});
