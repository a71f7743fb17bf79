import { type ProductInput, productSchema } from '~/models/product';
import {
  type ImagePart,
  partsOf,
  productOf,
  type ProductParts,
  type VariantPart,
} from '~/models/product-parts';
import {
  type Context,
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
import { type Choice, type Conflict, same, ThreeWays, type Ways } from '~/models/three-ways';
import { sayTime } from '~/time-zone';

export type Merge = {
  /** With mine wherever something is still to be chosen. */
  merged: ProductInput;
  /** What both changed, each otherwise, and no choice was made of. */
  conflicts: Conflict[];
  /** Labels of what they alone changed. */
  taken: string[];
};

/**
 * Brings together what two people made of one product. What only one of them changed stays as they made it, down to
 * a field of a variant; of what both changed, each otherwise, one is to be chosen by its path. What is valid by itself
 * and not together (two variants of one SKU, say) is to be chosen as a whole.
 * @param ways valid products; `theirs` and `before` as they are stored, with ids.
 */
export function mergeProducts(
  ways: Ways<ProductInput>,
  choose: (path: string) => Choice | undefined = () => undefined,
  timeZone = 'UTC',
): Merge {
  const whole = new Set<string>();
  for (;;) {
    const walk = new ThreeWays(choose);
    const merged = productOf(mergeParts(walk, ways, { whole, timeZone }));
    const { conflicts } = walk;
    const merge = { merged, conflicts, taken: [...walk.taken] };
    if (conflicts.length > 0) return merge;
    const wrong = productSchema.safeParse(merged).error?.issues[0]?.path[0];
    if (wrong === undefined) return merge;
    const field = wholes.get(String(wrong)) ?? String(wrong);
    if (whole.has(field)) throw new Error(`The ${field} of two people’s products can’t be merged.`);
    whole.add(field);
  }
}

/** What is chosen as a whole where a field is wrong, if it is not called as the field is. */
const wholes = new Map([['options', 'variants']]);

function mergeParts(
  walk: ThreeWays,
  { mine, theirs, before }: Ways<ProductInput>,
  { whole, timeZone }: { whole: ReadonlySet<string>; timeZone: string },
): ProductParts {
  const others = [...(before ? [before] : []), theirs];
  const parts: Ways<ProductParts> = {
    mine: partsOf(mine, others),
    theirs: partsOf(theirs),
    before: before && partsOf(before),
  };
  const merged: ProductParts = { ...parts.theirs };
  const field = <Field extends keyof ProductInput>(name: Field) =>
    walk.pick(
      { path: name, label: fieldLabels[name] },
      valuesOf(parts, (product) => product[name]),
      (value) => describeField(name, value, timeZone),
    );
  Object.assign(merged, Object.fromEntries(scalarFields.map((name) => [name, field(name)])));
  if (whole.has('publishedUntil')) {
    const times = walk.pick(
      { path: 'publishedUntil', label: 'Visible from and until' },
      valuesOf(parts, ({ publishedAt, publishedUntil }) => ({ publishedAt, publishedUntil })),
      ({ publishedAt, publishedUntil }) =>
        [publishedAt, publishedUntil]
          .map((at) => (at ? sayTime(at, timeZone) : 'not set'))
          .join(' to '),
    );
    Object.assign(merged, times);
  }
  for (const name of ['tags', 'categoryIds'] as const) {
    merged[name] =
      parts.before && !whole.has(name)
        ? walk.set(fieldLabels[name], {
            mine: parts.mine[name],
            theirs: parts.theirs[name],
            before: parts.before[name],
          })
        : field(name);
  }
  const names = namePictures([...(parts.before ? [parts.before] : []), parts.theirs, parts.mine]);
  const context = { currency: merged.currency, pictures: names };
  if (whole.has('variants') || structuresClash(parts)) {
    const { options, variants } = walk.pick(
      { path: 'variants', label: 'Options and variants' },
      valuesOf(parts, ({ options, variants }) => ({ options, variants: [...variants] })),
      ({ variants }) => variants.map(([, variant]) => describeVariant(variant, context)).join('; '),
    );
    Object.assign(merged, { options, variants: new Map(variants) });
  } else {
    merged.options = field('options');
    merged.variants = mergeVariants(walk, parts, context);
  }
  merged.images = whole.has('images')
    ? new Map(
        walk.pick(
          { path: 'images', label: fieldLabels.images },
          valuesOf(parts, ({ images }) => [...images]),
          (images) => images.map(([key]) => names.get(key)).join('; '),
        ),
      )
    : mergeImages(walk, parts, context, shownAnew(parts, merged.variants));
  return merged;
}

/** One changed the options while the other gave variants options: then values belong to names that may be gone. */
function structuresClash({ mine, theirs, before }: Ways<ProductParts>): boolean {
  if (same(mine.options, theirs.options)) return false;
  const values = ({ variants }: ProductParts) =>
    [...variants].filter(
      ([key, { options }]) => !same(options, before?.variants.get(key)?.options),
    );
  const changed = (product: ProductParts) =>
    !same(product.options, before?.options) || values(product).length > 0;
  return changed(mine) && changed(theirs);
}

function mergeVariants(walk: ThreeWays, parts: Ways<ProductParts>, context: Context) {
  const { before } = parts;
  // Taking a picture away takes it from its variants, too: that is no choice of another.
  const variantsOf = ({ variants, images }: ProductParts) =>
    new Map(
      [...variants].map(([key, variant]) => {
        const shown = before?.variants.get(key)?.image ?? null;
        const lost = variant.image === null && shown !== null && !images.has(shown);
        return [key, lost ? { ...variant, image: shown } : variant];
      }),
    );
  return mergeItems<VariantPart>(
    walk,
    { path: 'variants', label: fieldLabels.variants, fields: variantLabels },
    {
      mine: variantsOf(parts.mine),
      theirs: variantsOf(parts.theirs),
      before: before && variantsOf(before),
    },
    {
      name: nameVariant,
      describe: (variant) => describeVariant(variant, context),
      describeField: (field, value) => describeVariantField(field, value, context),
    },
  );
}

function mergeImages(
  walk: ThreeWays,
  parts: Ways<ProductParts>,
  { pictures }: Context,
  needed: ReadonlySet<string>,
) {
  const name = (_image: ImagePart, key: string) => pictures.get(key) ?? fieldLabels.images;
  return mergeItems<ImagePart>(
    walk,
    { path: 'images', label: fieldLabels.images, fields: imageLabels },
    { mine: parts.mine.images, theirs: parts.theirs.images, before: parts.before?.images ?? null },
    { name, describe: name, describeField: describeImageField },
    needed,
  );
}

/** The pictures that variants show and did not show before. */
function shownAnew({ before }: Ways<ProductParts>, variants: ProductParts['variants']) {
  return new Set(
    [...variants].flatMap(([key, { image }]) =>
      image === null || image === before?.variants.get(key)?.image ? [] : [image],
    ),
  );
}

function valuesOf<From, Value>({ mine, theirs, before }: Ways<From>, of: (from: From) => Value) {
  return {
    mine: { value: of(mine) },
    theirs: { value: of(theirs) },
    before: before && { value: of(before) },
  };
}

type Words<Item> = {
  name: (item: Item, key: string) => string;
  describe: (item: Item, key: string) => string;
  describeField: (field: keyof Item, value: Item[keyof Item]) => string;
};

/** @param needed keys of what stays where only one took it away. */
function mergeItems<Item extends object>(
  walk: ThreeWays,
  list: { path: string; label: string; fields: Record<keyof Item & string, string> },
  ways: Ways<Map<string, Item>>,
  { name, describe, describeField }: Words<Item>,
  needed: ReadonlySet<string> = new Set(),
): Map<string, Item> {
  const merged = new Map<string, Item>();
  for (const key of new Set([...ways.theirs.keys(), ...ways.mine.keys()])) {
    const mine = ways.mine.get(key);
    const theirs = ways.theirs.get(key);
    const before = ways.before?.get(key);
    const path = `${list.path}.${key}`;
    const any = mine ?? theirs;
    if (!any) continue;
    const label = name(before ?? any, key);
    if (!mine || !theirs) {
      const stays = needed.has(key);
      const item = walk.pick<Item | undefined>(
        { path, label },
        {
          mine: { value: mine },
          theirs: { value: theirs },
          before: ways.before && { value: stays ? undefined : before },
        },
        (value) => (value ? describe(value, key) : 'taken away'),
      );
      if (item) merged.set(key, item);
      continue;
    }
    const item = { ...theirs };
    for (const [field, fieldLabel] of Object.entries(list.fields) as [
      keyof Item & string,
      string,
    ][]) {
      item[field] = walk.pick(
        { path: `${path}.${field}`, label: `${label}, ${fieldLabel}` },
        {
          mine: { value: mine[field] },
          theirs: { value: theirs[field] },
          before: before ? { value: before[field] } : null,
        },
        (value) => describeField(field, value),
      );
    }
    merged.set(key, item);
  }
  const order = walk.order(
    { path: `${list.path}.order`, label: `Order of ${list.label.toLowerCase()}` },
    new Set(merged.keys()),
    {
      mine: [...ways.mine.keys()],
      theirs: [...ways.theirs.keys()],
      before: ways.before && [...ways.before.keys()],
    },
    (keys) => nameKeys(keys, merged, name),
  );
  return new Map(
    order.flatMap((key) => {
      const item = merged.get(key);
      return item ? [[key, item] as const] : [];
    }),
  );
}
