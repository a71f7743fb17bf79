import type { ProductInput } from '~/models/product';
import { partsOf } from '~/models/product-parts';
import {
  describeField,
  describeImageField,
  describeVariant,
  describeVariantField,
  fieldLabels,
  imageLabels,
  nameKeys,
  namePictures,
  nameVariant,
  scalarFields,
  variantLabels,
} from '~/models/product-words';
import { same } from '~/models/three-ways';

/** What was changed, in words; '' for none. */
export type Difference = { label: string; before: string; after: string };

/**
 * The fields in which a product differs from an earlier version of it.
 * @param nameCategory of an id
 */
export function listDifferences(
  earlier: ProductInput,
  later: ProductInput,
  nameCategory: (id: string) => string,
  timeZone: string,
): Difference[] {
  const differences: Difference[] = [];
  const note = (label: string, before: string, after: string) =>
    differences.push({ label, before, after });
  for (const field of [...scalarFields, 'options'] as const) {
    if (same(earlier[field], later[field])) continue;
    const words = (product: ProductInput) => describeField(field, product[field], timeZone);
    note(fieldLabels[field], words(earlier), words(later));
  }
  for (const field of ['tags', 'categoryIds'] as const) {
    const words = (list: string[], other: string[]) =>
      list
        .filter((one) => !other.includes(one))
        .map((one) => (field === 'tags' ? one : nameCategory(one)))
        .join(', ');
    const [before, after] = [earlier[field], later[field]];
    if (!same([...before].sort(), [...after].sort())) {
      note(fieldLabels[field], words(before, after), words(after, before));
    }
  }
  const [old, now] = [partsOf(earlier), partsOf(later)];
  const pictures = namePictures([old, now]);
  const context = { currency: later.currency, pictures };
  compareLists(old.variants, now.variants, {
    list: fieldLabels.variants,
    fields: variantLabels,
    name: nameVariant,
    describe: (variant) => describeVariant(variant, context),
    describeField: (field, value) => describeVariantField(field, value, context),
  }).forEach((one) => differences.push(one));
  compareLists(old.images, now.images, {
    list: fieldLabels.images,
    fields: imageLabels,
    name: (_image, key) => pictures.get(key) ?? '',
    describe: (_image, key) => pictures.get(key) ?? '',
    describeField: describeImageField,
  }).forEach((one) => differences.push(one));
  return differences;
}

type Words<Item> = {
  list: string;
  fields: Record<keyof Item & string, string>;
  name: (item: Item, key: string) => string;
  describe: (item: Item, key: string) => string;
  describeField: (field: keyof Item, value: Item[keyof Item]) => string;
};

function compareLists<Item extends object>(
  earlier: Map<string, Item>,
  later: Map<string, Item>,
  { list, fields, name, describe, describeField }: Words<Item>,
): Difference[] {
  const differences: Difference[] = [];
  for (const [key, item] of earlier) {
    if (!later.has(key))
      differences.push({ label: `${list}: taken away`, before: describe(item, key), after: '' });
  }
  for (const [key, item] of later) {
    const before = earlier.get(key);
    if (!before) {
      differences.push({ label: `${list}: added`, before: '', after: describe(item, key) });
      continue;
    }
    for (const [field, label] of Object.entries(fields) as [keyof Item & string, string][]) {
      if (same(before[field], item[field])) continue;
      differences.push({
        label: `${name(before, key)}, ${label}`,
        before: describeField(field, before[field]),
        after: describeField(field, item[field]),
      });
    }
  }
  const both = (keys: Iterable<string>) =>
    [...keys].filter((key) => earlier.has(key) && later.has(key));
  const [before, after] = [both(earlier.keys()), both(later.keys())];
  if (!same(before, after)) {
    differences.push({
      label: `Order of ${list.toLowerCase()}`,
      before: nameKeys(before, earlier, name),
      after: nameKeys(after, later, name),
    });
  }
  return differences;
}
