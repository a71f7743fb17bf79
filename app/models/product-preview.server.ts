import { pathTo } from '~/category-tree';
import type { PictureFile } from '~/components/picture';
import type { Category } from '~/models/category.server';
import { getImageFiles } from '~/models/image-upload.server';
import type { ProductInput } from '~/models/product';
import type { ProductDetail } from '~/models/product.server';

/** A product, saved or not, as the shop's page would read it. */
export async function previewOf(
  input: ProductInput,
  categories: Category[],
): Promise<ProductDetail> {
  const files = await getImageFiles(input.images.flatMap(({ fileId }) => fileId ?? []));
  const images = input.images.map(({ alt, fileId, focus }, index) => {
    const file = files.find(({ id }) => id === fileId);
    const shown: PictureFile | null = file ? { ...file, focus } : null;
    return { id: String(index), alt, file: shown };
  });
  const paths = categories
    .filter(({ id }) => input.categoryIds.includes(id))
    .map((category) => pathTo(categories, category))
    .sort((one, other) => other.length - one.length);
  return {
    ...input,
    id: '',
    endsIn: null,
    images,
    path: (paths[0] ?? []).map(({ slug, title }) => ({ slug, title })),
    variants: input.variants.map(({ trackStock, outOfStock, stock, image, ...variant }, index) => ({
      ...variant,
      id: String(index),
      available: !trackStock || stock > 0 || outOfStock === 'continue',
      stock: trackStock ? stock : null,
      backorder: trackStock && stock <= 0 && outOfStock === 'continue',
      imageId: image === null ? null : String(image),
    })),
  };
}
