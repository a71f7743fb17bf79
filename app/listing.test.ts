import { describe, expect, it } from 'vitest';
import { isFiltered, listingSearch, needsTidying, parseListing } from '~/listing';

const parse = (query: string, currency = 'EUR') =>
  parseListing(new URLSearchParams(query), currency);

describe('parseListing', () => {
  it('reads a whole address', () => {
    const query =
      'category=lamps&min=12.50&max=40&tag=oak&tag=brass&available=1&sale=1&sort=-price';
    expect(parse(`${query}&page=3`)).toEqual({
      category: 'lamps',
      min: 1250,
      max: 4000,
      tags: ['brass', 'oak'],
      available: true,
      sale: true,
      sort: '-price',
      page: 3,
    });
  });

  it.each([
    'page=-1',
    'page=0',
    'page=1e3',
    'page=NaN',
    'min=abc',
    'min=-5',
    'max=1e9',
    'min=99999999999999999999',
    'sort=drop',
    'available=yes',
    'category=&tag=&min=&max=',
    'tag=%00',
  ])('takes %j for nothing', (query) => {
    const listing = parse(query);
    expect(isFiltered(listing)).toBe(false);
    expect(listingSearch(listing, 'EUR')).toBe('');
  });

  it('turns a price range that is the wrong way round', () => {
    expect(parse('min=40&max=10')).toMatchObject({ min: 1000, max: 4000 });
  });

  it('reads a comma as a decimal point, and currencies without decimals', () => {
    expect(parse('min=12,5').min).toBe(1250);
    expect(parse('min=1250', 'JPY').min).toBe(1250);
  });

  it('bounds tags and pages', () => {
    const tags = Array.from({ length: 100 }, (_, i) => `tag=t${i}`).join('&');
    expect(parse(tags).tags.length).toBeLessThanOrEqual(8);
    expect(parse('page=999999').page).toBe(50);
  });
});

describe('listingSearch', () => {
  it.each([
    '',
    '?category=lamps&min=12.50&max=40&tag=brass&tag=oak&available=1&sale=1&sort=-price&page=3',
    '?tag=salt+%26+pepper',
    '?sort=title',
  ])('says %j again', (search) => {
    expect(listingSearch(parse(search), 'EUR')).toBe(search);
  });
});

describe('needsTidying', () => {
  it.each([
    ['category=&min=&max=', true],
    ['page=1', true],
    ['tag=oak&tag=brass', true],
    ['min=12.00', true],
    ['utm_source=letter', false],
    ['q=&page=2', false],
  ])('of %j: %s', (query, wanted) => {
    const search = new URLSearchParams(query);
    expect(needsTidying(search, parse(query), 'EUR')).toBe(wanted);
  });
});
