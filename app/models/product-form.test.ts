import { expect, test } from 'vitest';
import {
  emptyProduct,
  type ProductFields,
  productFormSchema,
  toFields,
} from '~/models/product-form';

function check(fields: ProductFields, price: string, currency = 'EUR', timeZone = 'UTC') {
  const variants = [{ options: ['', '', ''], priceMinor: price, stock: '0', weightGrams: '0' }];
  return productFormSchema({ currency, timeZone }).safeParse({
    ...emptyProduct,
    description: '',
    vendor: '',
    type: '',
    tags: '',
    seoTitle: '',
    seoDescription: '',
    ...fields,
    variants: variants.map((variant) => ({ ...emptyProduct.variants?.[0], ...variant })),
  });
}

test.each([
  ['12.50', 'EUR', 1250],
  ['12,50', 'EUR', 1250],
  [' 12,5 ', 'EUR', 1250],
  ['1250', 'JPY', 1250],
])('the price %j in %s is %d minor units', (price, currency, minor) => {
  const parsed = check({ title: 'Mug' }, price, currency);
  expect(parsed.data?.variants[0]?.priceMinor).toBe(minor);
});

test.each([
  ['1,250', 'EUR'],
  ['1.000,50', 'EUR'],
  ['12,', 'EUR'],
  [',50', 'EUR'],
  ['12,50', 'JPY'],
  ['-1', 'EUR'],
])('the price %j in %s is asked about', (price, currency) => {
  const { error } = check({ title: 'Mug' }, price, currency);
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['variants.0.priceMinor']);
});

test('prices stay in the currency that the form says they are in', () => {
  const parsed = check({ title: 'Mug', currency: 'JPY' }, '1000', 'EUR');
  expect(parsed.data).toMatchObject({ currency: 'JPY', variants: [{ priceMinor: 1_000 }] });
  const fields = parsed.data && toFields(parsed.data, 'UTC');
  expect(fields).toMatchObject({ currency: 'JPY', variants: [{ priceMinor: '1000' }] });
  const { error } = check({ title: 'Mug', currency: 'euro' }, '10', 'EUR');
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['currency']);
});

test('a title that is missing is said once, not of the address too', () => {
  const paths = (fields: ProductFields) =>
    check(fields, '12').error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ title: '', slug: '' })).toEqual(['title']);
  expect(paths({ title: '', slug: 'Not An Address' })).toEqual(['title', 'slug']);
  expect(check({ title: '!!!', slug: '' }, '12').data?.slug).toBe('product');
});

test('what is wrong is told in the order of the form', () => {
  const variant = { options: ['', '', ''], priceMinor: '12', stock: '0', weightGrams: '0' };
  const { error } = productFormSchema({ currency: 'EUR', timeZone: 'Europe/Berlin' }).safeParse({
    ...emptyProduct,
    categoryIds: ['none of ours'],
    seoTitle: 'x'.repeat(256),
    options: ['Size', '', ''],
    variants: [
      variant,
      ...Array.from({ length: 10 }, (_, row) => ({ ...variant, options: [`${row}`, '', ''] })),
    ].with(10, { ...variant, options: ['last', '', ''], stock: 'many', priceMinor: 'cheap' }),
    publishedUntil: 'some day',
    publishedAt: '2026-03-29T02:30',
    images: [{ focusX: '200', fileId: 'a'.repeat(32) }],
    slug: 'Not An Address',
    title: '',
  });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'title',
    'slug',
    'images.0.focusX',
    'publishedAt',
    'publishedUntil',
    'variants.0.options.0',
    'variants.10.priceMinor',
    'variants.10.stock',
    'seoTitle',
    'categoryIds',
  ]);
});

const inBerlin = (fields: ProductFields) =>
  check({ title: 'Mug', status: 'active', ...fields }, '12', 'EUR', 'Europe/Berlin');

test('times are typed by the shop’s clocks, summer and winter', () => {
  const { data } = inBerlin({
    publishedAt: '2026-01-01T09:00',
    publishedUntil: '2026-07-01T09:00',
  });
  expect(data).toMatchObject({
    publishedAt: new Date('2026-01-01T08:00:00Z'),
    publishedUntil: new Date('2026-07-01T07:00:00Z'),
  });
  expect(data && toFields(data, 'Europe/Berlin')).toMatchObject({
    publishedAt: '2026-01-01T09:00',
    publishedUntil: '2026-07-01T09:00',
  });
});

test.each([
  ['2026-03-29T02:30', /no 02:30 on 2026-03-29.*set forward/],
  ['2026-10-25T02:30', /02:30 comes twice on 2026-10-25.*set back/],
  ['2026-02-31T02:30', /not a date/],
  ['soon', /not a date/],
])('the time %s is asked about, not moved', (time, message) => {
  for (const field of ['publishedAt', 'publishedUntil'] as const) {
    const { error } = inBerlin({ [field]: time });
    expect(error?.issues).toMatchObject([{ path: [field] }]);
    expect(error?.issues[0]?.message).toMatch(message);
  }
});

test('a stored instant stays to the millisecond, also in the hour that comes twice', () => {
  for (const stored of ['2026-10-25T00:30:12.345Z', '2026-10-25T01:30:12.345Z']) {
    const { data } = inBerlin({ publishedUntil: '2026-10-25T02:30', publishedUntilStored: stored });
    expect(data?.publishedUntil).toEqual(new Date(stored));
  }
  const other = inBerlin({ publishedUntil: '2026-10-26T02:30', publishedUntilStored: 'nonsense' });
  expect(other.data?.publishedUntil).toEqual(new Date('2026-10-26T01:30:00Z'));
});

test('an end that is not later than the beginning is refused', () => {
  const { error } = inBerlin({
    publishedAt: '2026-07-01T09:00',
    publishedUntil: '2026-07-01T09:00',
  });
  expect(error?.issues).toMatchObject([{ path: ['publishedUntil'] }]);
  expect(error?.issues[0]?.message).toContain('end before it begins');
});

const megabyte = 1_000_000;

test('a text that nobody types is refused at once', () => {
  const paths = (fields: ProductFields, price = '12') =>
    check(fields, price).error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ title: `a${' '.repeat(megabyte)}b` })).toEqual(['title']);
  expect(paths({ title: 'é'.repeat(megabyte), slug: '' })).toEqual(['title']);
  expect(paths({ title: 'Mug', tags: ','.repeat(megabyte) })).toBeUndefined();
  const tags = Array.from({ length: megabyte / 4 }, (_, index) => index.toString(36));
  expect(paths({ title: 'Mug', tags: tags.join(',') })).toEqual(['tags']);
  expect(paths({ title: 'Mug' }, `1.${'0'.repeat(megabyte)}1`)).toEqual(['variants.0.priceMinor']);
});
