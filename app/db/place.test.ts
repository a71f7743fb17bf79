import { expect, test } from 'vitest';
import { placeOf } from '~/db/place.server';

const place = placeOf('postgresql://shop:secret@db.example:5432/shop');

test.each([
  'postgresql://shop:secret@other.example:5432/shop',
  'postgresql://shop:secret@db.example:5433/shop',
  'postgresql://shop:secret@db.example:5432/demo',
  'postgresql://shop:secret@/shop?host=/run/postgresql',
])('%s is another database', (other) => {
  expect(placeOf(other)).not.toBe(place);
});

test.each([
  'postgresql://shop:changed@db.example:5432/shop',
  'postgres://other:secret@db.example:5432/shop',
  'postgresql://shop:secret@db.example/shop?connection_limit=5&pool_timeout=30',
])('%s is the same', (other) => {
  expect(placeOf(other)).toBe(place);
});

test('it has no secrets', () => {
  expect(place).not.toContain('secret');
});
