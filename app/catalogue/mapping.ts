import { z } from 'zod';
import { EXPORTED, type Field, fieldOf, fieldNames } from '~/catalogue/columns';

/**
 * What becomes of a file's columns, in their order: they fill a field, are kept with the product and come back in an
 * export, or are left out.
 */
export const mappingSchema = z
  .array(z.union([z.enum(fieldNames), z.enum(['keep', 'leave'])]))
  .max(1_000);

export type ColumnUse = Field | 'keep' | 'leave';
export type Mapping = ColumnUse[];

/** How other tools call what the shop has a field for, without spaces, signs and capitals. */
const others: Partial<Record<Field, string>> = {
  title:
    'name productname producttitle product item itemname artikel artikelname bezeichnung titel produktname produit nom nombre',
  handle: 'slug url permalink address urlkey producthandle',
  description:
    'descriptionhtml longdescription beschreibung details text productdescription descripcion',
  vendor: 'brand manufacturer maker marke hersteller supplier marque',
  type: 'producttype kind art',
  tags: 'tag keywords schlagworte labels',
  categories: 'category kategorie kategorien productcategories categorie',
  sku: 'itemnumber itemno articlenumber artikelnummer artikelnr partnumber productcode code reference ref',
  barcode: 'ean ean13 gtin upc isbn strichcode',
  price:
    'preis prix precio unitprice sellingprice saleprice regularprice retailprice priceeur priceusd pricegbp vk verkaufspreis amount',
  compareAt: 'oldprice listprice rrp msrp uvp wasprice compareprice streichpreis originalprice',
  stock:
    'quantity qty onhand instock bestand lagerbestand menge stockquantity stocklevel inventory available',
  grams: 'weightg grams gewicht gewichtg weightgrams weightingrams',
  imageUrl: 'image imageurl images picture pictureurl photo bild bildurl imagelink img mainimage',
  imageAlt: 'alt alttext imagealt altimage',
  variantImageUrl: 'variantimageurl',
  seoTitle: 'metatitle pagetitle',
  seoDescription: 'metadescription',
  status: 'state visibility',
  published: 'visible active online',
  currency: 'curr waehrung',
  markdown: 'markdown descriptionmarkdown',
};

const plain = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');

const guesses = new Map<string, Field>();
for (const [field, names] of Object.entries(others)) {
  for (const name of names.split(' ')) guesses.set(name, field as Field);
}
for (const name of EXPORTED) {
  const field = fieldOf(name);
  if (field) guesses.set(plain(name), field);
}

/** The field that a column of this name probably fills. */
export function guessField(name: string): Field | undefined {
  return fieldOf(name) ?? guesses.get(plain(name));
}

/** A mapping by the names in a header; each field is filled once, by the column that says so best. */
export function guessMapping(names: string[]): Mapping {
  const exact = new Set(names.flatMap((name) => fieldOf(name) ?? []));
  const taken = new Set<Field>();
  return names.map((name) => {
    if (name === '') return 'leave';
    const field =
      fieldOf(name) ?? (exact.has(guessField(name) ?? 'title') ? undefined : guessField(name));
    if (!field || taken.has(field)) return 'keep';
    taken.add(field);
    return field;
  });
}

/** Whether a header says by itself what becomes of it: it is Shopify's, or this shop's own. */
export function isKnownHeader(names: string[]): boolean {
  const fields = new Set(names.flatMap((name) => fieldOf(name) ?? []));
  return fields.has('handle') || (fields.has('title') && fields.has('price'));
}

/** What is wrong with a mapping, for whoever chose it; null where nothing is. */
export function mappingProblem(mapping: Mapping, names: string[]): string | null {
  if (!mapping.includes('title') && !mapping.includes('handle')) {
    return 'Choose which column holds the products’ titles, or their addresses (handles): without one of them no row can be told from another.';
  }
  const twice = mapping.find(
    (use, index) => use !== 'keep' && use !== 'leave' && mapping.indexOf(use) !== index,
  );
  if (twice === undefined) return null;
  const both = names.filter((_, index) => mapping[index] === twice).map((name) => `“${name}”`);
  return `${both.join(' and ')} fill the same field. Choose one of them, and keep or leave out the other.`;
}
