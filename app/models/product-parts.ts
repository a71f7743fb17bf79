import type { ImageInput, ProductInput, VariantInput } from '~/models/product';

/** A variant that knows its picture by the picture's key instead of its place. */
export type VariantPart = Omit<VariantInput, 'id' | 'image'> & { image: string | null };
export type ImagePart = Omit<ImageInput, 'id'>;

/** A product taken apart: what is in its lists by keys that stay the same from one version to the next, in their order. */
export type ProductParts = Omit<ProductInput, 'variants' | 'images'> & {
  variants: Map<string, VariantPart>;
  images: Map<string, ImagePart>;
};

/** Begins the key of what has no id yet. */
const NEW = 'new-';

/**
 * Takes a product apart. A variant or picture without an id has the key of the one that it is in `others`, and not
 * yet here: of the same options or SKU, or the same file.
 */
export function partsOf(product: ProductInput, others: ProductInput[] = []): ProductParts {
  const imageKeys = keysOf(
    product.images,
    others.map(({ images }) => images),
    (image, other) => image.fileId !== null && image.fileId === other.fileId,
  );
  const variantKeys = keysOf(
    product.variants,
    others.map(({ variants }) => variants),
    (variant, other) =>
      JSON.stringify(variant.options) === JSON.stringify(other.options) ||
      (variant.sku !== null && variant.sku === other.sku),
  );
  return {
    ...product,
    images: new Map(
      product.images.map(({ id: _id, ...image }, index) => [imageKeys[index] ?? '', image]),
    ),
    variants: new Map(
      product.variants.map(({ id: _id, image, ...variant }, index) => [
        variantKeys[index] ?? '',
        { ...variant, image: image === null ? null : (imageKeys[image] ?? null) },
      ]),
    ),
  };
}

/** The product that the parts make. A variant whose picture is gone shows none. */
export function productOf(parts: ProductParts): ProductInput {
  const places = new Map([...parts.images.keys()].map((key, index) => [key, index]));
  const idOf = (key: string) => (key.startsWith(NEW) ? undefined : key);
  return {
    ...parts,
    images: [...parts.images].map(([key, image]) => ({ id: idOf(key), ...image })),
    variants: [...parts.variants].map(([key, { image, ...variant }]) => ({
      id: idOf(key),
      ...variant,
      image: image === null ? null : (places.get(image) ?? null),
    })),
  };
}

function keysOf<Item extends { id?: string }>(
  items: Item[],
  others: Item[][],
  isSame: (item: Item, other: Item) => boolean,
): string[] {
  const used = new Set(items.flatMap(({ id }) => id ?? []));
  return items.map((item, index) => {
    if (item.id !== undefined) return item.id;
    const same = others
      .flat()
      .find((other) => other.id !== undefined && !used.has(other.id) && isSame(item, other));
    const key = same?.id ?? `${NEW}${index + 1}`;
    used.add(key);
    return key;
  });
}
