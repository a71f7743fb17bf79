import { expect, test } from 'vitest';
import { emptyProduct, type ProductFields, productFormSchema } from '~/models/product-form';

function check(fields: ProductFields, price: string, currency = 'EUR') {
  const variants = [{ options: ['', '', ''], priceMinor: price, stock: '0', weightGrams: '0' }];
  return productFormSchema(currency).safeParse({
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

test('a title that is missing is said once, not of the address too', () => {
  const paths = (fields: ProductFields) =>
    check(fields, '12').error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ title: '', slug: '' })).toEqual(['title']);
  expect(paths({ title: '', slug: 'Not An Address' })).toEqual(['slug', 'title']);
  expect(check({ title: '!!!', slug: '' }, '12').data?.slug).toBe('product');
});
