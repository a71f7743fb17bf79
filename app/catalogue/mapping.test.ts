import { describe, expect, test } from 'vitest';
import { guessMapping, isKnownHeader, mappingProblem } from '~/catalogue/mapping';

describe('columns are guessed by their names', () => {
  test.each([
    ['Product Name|Price (EUR)|Qty|EAN|Brand|Colour', 'title|price|stock|barcode|vendor|keep'],
    ['Artikelnummer|Bezeichnung|Preis|Bestand|Gewicht (g)', 'sku|title|price|stock|grams'],
    ['Handle|Title|Variant Price|Image Src|My metafield', 'handle|title|price|imageUrl|keep'],
    ['option1 VALUE|Option1_Name|Title||Weight', 'option1Value|option1Name|title|leave|weight'],
    ['Title|Name|Product', 'title|keep|keep'],
    ['Name|Title', 'keep|title'],
  ])('%s', (names, uses) => {
    expect(guessMapping(names.split('|')).join('|')).toBe(uses);
  });
});

test('a header of Shopify’s or of this shop’s needs no guess', () => {
  expect(isKnownHeader(['Handle', 'Vendor'])).toBe(true);
  expect(isKnownHeader(['title', 'PRICE'])).toBe(true);
  expect(isKnownHeader(['Title', 'Cost'])).toBe(false);
  expect(isKnownHeader(['Name', 'Price'])).toBe(false);
});

test('a mapping is refused where no product can be told from another, or a field is filled twice', () => {
  expect(mappingProblem(['keep', 'price'], ['a', 'b'])).toContain('titles');
  expect(mappingProblem(['title', 'price', 'price'], ['a', 'b', 'c'])).toContain('“b” and “c”');
  expect(mappingProblem(['title', 'keep', 'keep', 'leave'], ['a', 'b', 'c', ''])).toBe(null);
});
