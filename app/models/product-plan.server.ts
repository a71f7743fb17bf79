import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '~/db.server';
import type { EditableProduct } from '~/models/editable-product.server';
import type { ProductInput } from '~/models/product';
import { fieldsOf, type Imported, publicationOf } from '~/models/product-create.server';
import { diff, imageRow, variantRow } from '~/models/product-rows.server';
import { type ProductState, replaced } from '~/models/product-state.server';

/** Whether bringing a stored product to `input` would write anything. */
export function wouldChange(
  existing: EditableProduct,
  input: ProductInput,
  imported?: Imported,
): boolean {
  return Object.keys(planUpdate(existing, input, imported).before).length > 0;
}

/** What leads from a stored product to the one wanted. */
export function planUpdate(existing: EditableProduct, input: ProductInput, imported?: Imported) {
  const fields = {
    ...fieldsOf(input),
    ...publicationOf(input, existing.publishedAt),
    imported: imported?.product ?? (existing.imported as Prisma.InputJsonObject),
  };
  const images = diff(input.images.map(imageRow), existing.images, () => null);
  const imageIds = images.matched.map((image) => image?.id ?? randomUUID());
  const variants = diff(
    input.variants.map((variant, index) =>
      variantRow(variant, index, imageIds, imported?.variants[index]),
    ),
    existing.variants,
    ({ option1, option2, option3 }) => JSON.stringify([option1, option2, option3]),
  );
  const optionsChanged = !isDeepStrictEqual(
    input.options,
    existing.options.map(({ name }) => name),
  );
  const categoriesBefore = existing.categories.map(({ categoryId }) => categoryId);
  const categoriesGone = categoriesBefore.filter((of) => !input.categoryIds.includes(of));
  const categoriesNew = input.categoryIds.filter((of) => !categoriesBefore.includes(of));

  const fieldsBefore = {
    ...fieldsOf(existing),
    publishedAt: existing.publishedAt,
    publishedUntil: existing.publishedUntil,
    imported: existing.imported,
  };
  const before: Partial<ProductState> = {
    ...replaced(fieldsBefore, fields),
    ...(optionsChanged && { options: existing.options }),
    ...(images.changed && { images: existing.images }),
    ...(variants.changed && { variants: existing.variants }),
    ...(categoriesGone.length + categoriesNew.length > 0 && { categories: existing.categories }),
  };
  return {
    fields,
    optionsChanged,
    images,
    imageIds,
    variants,
    categoriesGone,
    categoriesNew,
    before,
  };
}
