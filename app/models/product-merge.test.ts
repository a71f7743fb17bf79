import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CENTRE, type ProductDraft, type ProductInput, productSchema } from '~/models/product';
import { mergeProducts } from '~/models/product-merge';
import type { Choice } from '~/models/three-ways';
import { random } from '../../e2e/faults/random';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const file = (n: number) => String(n).padStart(32, '0');

const shirt = productSchema.parse({
  slug: 'shirt',
  status: 'active',
  publishedAt: new Date('2026-05-01T09:00:00Z'),
  title: 'Shirt',
  description: 'Linen.',
  currency: 'EUR',
  tags: ['linen', 'summer'],
  categoryIds: [id(901), id(902)],
  options: ['Size'],
  variants: ['S', 'M', 'L'].map((size, index) => ({
    id: id(index + 1),
    options: [size],
    sku: `SHIRT-${size}`,
    priceMinor: 4000,
    stock: 5,
    image: index === 2 ? 1 : null,
  })),
  images: [101, 102].map((n) => ({ id: id(n), fileId: file(n), alt: `View ${n - 100}` })),
} satisfies ProductDraft);

const [small, medium, large] = shirt.variants;
const [front, back] = shirt.images;
if (!small || !medium || !large || !front || !back) throw new Error('The shirt lacks a part.');

const but = (change: Partial<ProductInput>): ProductInput => ({ ...shirt, ...change });
const merge = (
  mine: Partial<ProductInput>,
  theirs: Partial<ProductInput>,
  choices: Record<string, Choice> = {},
) =>
  mergeProducts({ mine: but(mine), theirs: but(theirs), before: shirt }, (path) =>
    new Map(Object.entries(choices)).get(path),
  );
const extraLarge = { ...large, id: id(4), options: ['XL'], sku: 'SHIRT-XL', image: null };

describe('changes of different things', () => {
  test.each<[string, Partial<ProductInput>, Partial<ProductInput>, Partial<ProductInput>]>([
    ['fields', { title: 'Blouse' }, { vendor: 'Weaver' }, { title: 'Blouse', vendor: 'Weaver' }],
    [
      'tags, as sets',
      { tags: ['summer', 'new'] },
      { tags: ['linen', 'summer', 'sale'] },
      { tags: ['summer', 'sale', 'new'] },
    ],
    [
      'categories, as sets',
      { categoryIds: [id(902)] },
      { categoryIds: [id(901), id(902), id(903)] },
      { categoryIds: [id(902), id(903)] },
    ],
    [
      'fields of one variant',
      { variants: [{ ...small, stock: 9 }, medium, large] },
      { variants: [{ ...small, priceMinor: 4500 }, medium, large] },
      { variants: [{ ...small, stock: 9, priceMinor: 4500 }, medium, large] },
    ],
    [
      'a variant more and one less',
      { variants: [small, large] },
      { variants: [small, medium, large, extraLarge] },
      { variants: [small, large, extraLarge] },
    ],
    [
      'an order and a change',
      { variants: [large, small, medium] },
      { variants: [small, { ...medium, stock: 0 }, large] },
      { variants: [large, small, { ...medium, stock: 0 }] },
    ],
    [
      'pictures, and which of them a variant shows',
      { images: [back, front], variants: [small, medium, { ...large, image: 0 }] },
      {
        images: [front, { ...back, alt: 'Back' }],
        variants: [small, { ...medium, stock: 1 }, large],
      },
      {
        images: [{ ...back, alt: 'Back' }, front],
        variants: [small, { ...medium, stock: 1 }, { ...large, image: 0 }],
      },
    ],
    [
      'what a picture shows, and its focal point',
      { images: [{ ...front, alt: 'Front' }, back] },
      { images: [{ ...front, focus: { x: 20, y: 80 } }, back] },
      { images: [{ ...front, alt: 'Front', focus: { x: 20, y: 80 } }, back] },
    ],
    [
      'a picture taken away, and another one come',
      { images: [back], variants: [small, medium, { ...large, image: 0 }] },
      {
        images: [
          front,
          back,
          { id: id(103), fileId: file(103), alt: '', focus: CENTRE, sourceUrl: null },
        ],
      },
      {
        images: [back, { id: id(103), fileId: file(103), alt: '', focus: CENTRE, sourceUrl: null }],
        variants: [small, medium, { ...large, image: 0 }],
      },
    ],
  ])('%s', (_what, mine, theirs, merged) => {
    expect(merge(mine, theirs)).toMatchObject({ merged: but(merged), conflicts: [] });
    expect(merge(theirs, mine).conflicts).toEqual([]);
  });

  test('are told of: what they changed', () => {
    expect(merge({ title: 'Blouse' }, { tags: [], variants: [medium, large] }).taken).toEqual([
      'Tags',
      'S',
    ]);
  });

  test('the same change of both is none to decide, and a picture or variant that both made is one', () => {
    const added = { ...extraLarge, id: undefined };
    const picture = { ...front, id: undefined, fileId: file(103), alt: '' };
    const mine = { variants: [small, medium, large, added], images: [front, back, picture] };
    const theirs = {
      variants: [small, medium, large, extraLarge],
      images: [front, back, { ...picture, id: id(103) }],
    };
    expect(merge(mine, theirs)).toMatchObject({ merged: but(theirs), conflicts: [] });
  });
});

describe('changes of the same thing', () => {
  test('are shown with what both began with, and decided one by one', () => {
    const mine = { title: 'Blouse', variants: [{ ...small, priceMinor: 4100 }, medium, large] };
    const theirs = { title: 'Top', variants: [{ ...small, priceMinor: 4200 }, medium, large] };
    expect(merge(mine, theirs).conflicts).toEqual([
      { path: 'title', label: 'Title', mine: 'Blouse', theirs: 'Top', before: 'Shirt' },
      {
        path: `variants.${id(1)}.priceMinor`,
        label: 'S, price',
        mine: '41.00 EUR',
        theirs: '42.00 EUR',
        before: '40.00 EUR',
      },
    ]);
    const half = merge(mine, theirs, { title: 'theirs' });
    expect(half.conflicts.map(({ path }) => path)).toEqual([`variants.${id(1)}.priceMinor`]);
    const chosen = { title: 'before', [`variants.${id(1)}.priceMinor`]: 'theirs' } as const;
    expect(merge(mine, theirs, chosen)).toMatchObject({
      conflicts: [],
      merged: { title: 'Shirt', variants: [{ priceMinor: 4200 }, {}, {}] },
    });
  });

  test.each<[string, Partial<ProductInput>, Partial<ProductInput>, string, number]>([
    ['taken away and changed', { variants: [small, large] }, { variants: [small, { ...medium, stock: 0 }, large] }, `variants.${id(2)}`, 3],
    ['ordered in two ways', { variants: [large, medium, small] }, { variants: [medium, small, large] }, 'variants.order', 3],
    ['options changed, and a variant made with the old ones', { options: [], variants: [{ ...small, options: [] }] }, { variants: [small, medium, large, extraLarge] }, 'variants', 4],
    ['one SKU given to two', { variants: [{ ...small, sku: 'NEW' }, medium, large] }, { variants: [small, { ...medium, sku: 'NEW' }, large] }, 'variants', 3],
    ['each took the other variants away', { variants: [small] }, { variants: [medium, large] }, 'variants', 2],
  ])('%s', (_what, mine, theirs, path, left) => {
    expect(merge(mine, theirs).conflicts.map((conflict) => conflict.path)).toEqual([path]);
    const { merged, conflicts } = merge(mine, theirs, { [path]: 'theirs' });
    expect(conflicts).toEqual([]);
    expect(merged.variants).toHaveLength(left);
    expect(productSchema.safeParse(merged).success).toBe(true);
  }); // prettier-ignore

  test('a picture that one takes away stays where the other shows it with a variant', () => {
    const mine = { images: [back], variants: [small, medium, { ...large, image: 0 }] };
    const theirs = { variants: [{ ...small, image: 0 }, medium, large] };
    expect(merge(mine, theirs)).toMatchObject({ conflicts: [], merged: { images: [front, back] } });
    expect(merge(theirs, mine)).toMatchObject({ conflicts: [], merged: { images: [front, back] } });
  });

  test('without knowing what was before, whatever differs is to be decided', () => {
    const mine = but({ title: 'Blouse', tags: [], variants: [small, medium] });
    const ways = { mine, theirs: shirt, before: null };
    const { conflicts } = mergeProducts(ways);
    expect(conflicts.map(({ path, before }) => [path, before])).toEqual([
      ['title', null],
      ['tags', null],
      [`variants.${id(3)}`, null],
    ]);
    const all = (choice: Choice) => mergeProducts(ways, () => choice);
    expect(all('mine')).toEqual({ merged: mine, conflicts: [], taken: [] });
    expect(all('theirs').merged).toEqual(shirt);
  });
});

/** Whole numbers below a bound, the same for the same seed. */
function numbers(seed: number) {
  const chance = random(seed);
  return (below: number) => Math.floor(chance() * below);
}

/** Changes of which no two touch the same thing. */
const edits: ((product: ProductInput) => ProductInput)[] = [
  ...(['title', 'slug', 'vendor', 'description', 'seoTitle', 'type'] as const).map(
    (field) => (product: ProductInput) => ({ ...product, [field]: 'changed' }),
  ),
  (product) => ({ ...product, tags: product.tags.filter((tag) => tag !== 'linen') }),
  (product) => ({ ...product, tags: [...product.tags, 'new'] }),
  (product) => ({ ...product, categoryIds: [...product.categoryIds, id(903)] }),
  (product) => ({ ...product, categoryIds: product.categoryIds.filter((one) => one !== id(901)) }),
  ...[1, 2].flatMap((n) =>
    [{ priceMinor: 1 }, { stock: 77 }, { sku: `NEW-${n}` }, { barcode: '4006381333931' }].map(
      (change) => (product: ProductInput) => ({
        ...product,
        variants: product.variants.map((one) => (one.id === id(n) ? { ...one, ...change } : one)),
      }),
    ),
  ),
  (product) => ({ ...product, variants: product.variants.filter((one) => one.id !== id(3)) }),
  (product) => ({ ...product, variants: [...product.variants, extraLarge] }),
  (product) => ({ ...product, images: product.images.map((one) => ({ ...one, alt: 'Other' })) }),
  (product) => ({
    ...product,
    images: [
      ...product.images,
      { id: id(103), fileId: file(103), alt: '', focus: CENTRE, sourceUrl: null },
    ],
  }),
];

const sets = (product: ProductInput) => ({
  ...product,
  tags: [...product.tags].sort(),
  categoryIds: [...product.categoryIds].sort(),
});

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'disjoint changes are all there, whoever comes second (seed %i)',
  (seed) => {
    const next = numbers(seed);
    let [mine, theirs, both] = [shirt, shirt, shirt];
    for (const edit of edits) {
      const who = next(3);
      if (who === 0) mine = edit(mine);
      if (who === 1) theirs = edit(theirs);
      if (who < 2) both = edit(both);
    }
    const one = mergeProducts({ mine, theirs, before: shirt });
    const other = mergeProducts({ mine: theirs, theirs: mine, before: shirt });
    expect([one.conflicts, other.conflicts]).toEqual([[], []]);
    expect(sets(one.merged)).toEqual(sets(both));
    expect(sets(other.merged)).toEqual(sets(both));
  },
);

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'any two products merge to a valid one that loses nothing unasked (seed %i)',
  (seed) => {
    const next = numbers(seed);
    const any = (): ProductInput => {
      const variants = shirt.variants
        .map((one) => ({
          ...one,
          priceMinor: next(2),
          stock: next(2),
          image: [null, 0][next(2)] ?? null,
        }))
        .filter(() => next(4) > 0)
        .sort(() => next(3) - 1);
      const added = {
        ...extraLarge,
        id: randomUUID(),
        options: [['XL', 'XS'][next(2)] ?? ''],
        sku: null,
      };
      return but({
        title: ['Shirt', 'Blouse', 'Top'][next(3)] ?? '',
        tags: ['linen', 'summer', 'new'].filter(() => next(2) === 0),
        variants: variants.length === 0 || next(2) ? [...variants, added] : variants,
        images: next(3) ? shirt.images : [front],
      });
    };
    const ways = { mine: any(), theirs: any(), before: next(4) ? any() : null };
    let merge = mergeProducts(ways);
    const choices = new Map<string, Choice>();
    for (let round = 0; merge.conflicts.length > 0; round += 1) {
      expect(round).toBeLessThan(4);
      for (const { path } of merge.conflicts) choices.set(path, 'mine');
      merge = mergeProducts(ways, (path) => choices.get(path));
    }
    expect(productSchema.safeParse(merge.merged).success).toBe(true);
    const { mine, theirs, before } = ways;
    const won = new Set([mine.title === before?.title ? theirs.title : mine.title]);
    expect(won).toContain(merge.merged.title);
    // What I added, nobody can have taken away.
    const known = new Set(before?.variants.map((one) => one.id));
    for (const added of mine.variants.filter((one) => !known.has(one.id))) {
      const options = merge.merged.variants.map((one) => one.options.join());
      expect(options).toContain(added.options.join());
    }
  },
);

test('a beginning of one and an end of the other that don’t go together are chosen as a whole', () => {
  const mine = { publishedAt: new Date('2026-09-01T09:00:00Z') };
  const theirs = { publishedUntil: new Date('2026-08-01T09:00:00Z') };
  const { conflicts } = merge(mine, theirs);
  expect(conflicts).toEqual([
    {
      path: 'publishedUntil',
      label: 'Visible from and until',
      mine: '2026-09-01 09:00 UTC to not set',
      theirs: '2026-05-01 09:00 UTC to 2026-08-01 09:00 UTC',
      before: '2026-05-01 09:00 UTC to not set',
    },
  ]);
  const chosen = merge(mine, theirs, { publishedUntil: 'theirs' });
  expect(chosen.conflicts).toEqual([]);
  expect(chosen.merged).toMatchObject({ publishedAt: shirt.publishedAt, ...theirs });
});
