import { expect, test } from 'vitest';
import { readNumber } from '~/models/pasted-number';

test.each([
  ['12', 'en-GB', '12'],
  ['12.50', 'en-GB', '12.50'],
  ['12,50', 'en-GB', '12.50'],
  ['12,5', 'de-DE', '12.5'],
  ['1,234', 'en-GB', '1234'],
  ['1,234', 'de-DE', '1.234'],
  ['1.234', 'de-DE', '1234'],
  ['1.234', 'en-GB', '1.234'],
  ['1.234,50', 'en-GB', '1234.50'],
  ['1,234.50', 'de-DE', '1234.50'],
  ['1.234.567,89', 'de-DE', '1234567.89'],
  ['1,234,567', 'de-DE', '1234567'],
  ['1 234,50', 'fr-FR', '1234.50'],
  ['1\u202f234,50 €', 'fr-FR', '1234.50'],
  ['1’234.50', 'de-CH', '1234.50'],
  ['€ 12.50', 'en-GB', '12.50'],
  ['12.50 EUR', 'en-GB', '12.50'],
  ['350 g', 'en-GB', '350'],
  ['-3', 'en-GB', '-3'],
  ['+3', 'en-GB', '3'],
  ['.5', 'en-GB', '0.5'],
  ['0,125', 'en-GB', '0.125'],
])('%j in %s is %s', (text, locale, number) => {
  expect(readNumber(text, locale)).toBe(number);
});

test.each([
  '',
  'abc',
  '1.2.3',
  '12,34,5',
  '1.2,3,4',
  '1e3',
  '--1',
  '12 50 pieces',
  '0x10',
  '∞',
  '١٢',
  '.',
  '-',
])('%j is no number', (text) => {
  expect(readNumber(text, 'en-GB')).toBeNull();
});

test('a megabyte of spaces is no number', () => {
  expect(readNumber(`€${' '.repeat(1_000_000)}x`, 'en-GB')).toBeNull();
});
