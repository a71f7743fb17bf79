import { z } from 'zod';
import type { Transaction } from '~/db.server';
import type { ProductInput } from '~/models/product';
import type { Imported } from '~/models/product-create.server';
import type { ProductState } from '~/models/product-state.server';
import { isOver } from '~/models/publication';
import { toProductInput } from '~/models/editable-product.server';

const importedSchema = z.record(z.string(), z.json()).catch({});

/** A state as `writeProduct` takes it. */
export function writable(
  id: string,
  state: ProductState,
): { input: ProductInput; imported: Imported } {
  return {
    input: toProductInput({ id, version: 1, ...state }),
    imported: {
      product: importedSchema.parse(state.imported),
      variants: state.variants.map(({ imported }) => importedSchema.parse(imported)),
    },
  };
}

/**
 * Fits a product of long ago into the shop of today: what belongs to another product by now stays with that one, and
 * what is gone stays away.
 * @returns the state that can be written, and what is otherwise in it, for people.
 */
export async function fitState(
  tx: Transaction,
  id: string,
  state: ProductState,
): Promise<{ state: ProductState; notes: string[] }> {
  const notes: string[] = [];
  const skus = state.variants.flatMap(({ sku }) => sku ?? []);
  const taken = await tx.variant.findMany({
    where: { sku: { in: skus }, productId: { not: id } },
    select: { sku: true, product: { select: { title: true } } },
  });
  for (const { sku, product } of taken) {
    notes.push(
      `“${product.title}” has the SKU ${sku ?? ''} by now: the variant is back without one.`,
    );
  }
  const isTaken = new Set(taken.map(({ sku }) => sku));

  const slug = await freeSlug(tx, id, state.slug);
  if (slug !== state.slug) {
    notes.push(`Another product has the address ${state.slug} by now: this one has ${slug}.`);
  }

  const categoryIds = state.categories.map(({ categoryId }) => categoryId);
  const there = await tx.category.findMany({
    where: { id: { in: categoryIds } },
    select: { id: true },
  });
  const categories = state.categories.filter(({ categoryId }) =>
    there.some((category) => category.id === categoryId),
  );
  const gone = state.categories.filter((category) => !categories.includes(category));
  const names = gone.flatMap(({ title }) => (title === undefined ? [] : `“${title}”`)).join(', ');
  if (gone.length > 0) {
    const some =
      gone.length === 1 ? '1 of its categories was' : `${gone.length} of its categories were`;
    notes.push(`${some} deleted since${names && `: ${names}`}. It is back without.`);
  }

  if (state.status === 'active' && isOver(state, new Date())) {
    notes.push('Its publication has ended by now: it is back as archived.');
  }

  const files = await tx.imageFile.findMany({
    where: { id: { in: state.images.flatMap(({ fileId }) => fileId ?? []) } },
    select: { id: true },
  });
  const stored = new Set(files.map((file) => file.id));
  const images = state.images
    .map((image) => ({ ...image, fileId: stored.has(image.fileId ?? '') ? image.fileId : null }))
    .filter(({ fileId, sourceUrl }) => fileId !== null || sourceUrl !== null);
  const lost = state.images.length - images.length;
  if (lost > 0) notes.push(`${lost} of its pictures ${lost === 1 ? 'is' : 'are'} gone.`);

  const variants = state.variants.map((variant) =>
    isTaken.has(variant.sku) ? { ...variant, sku: null } : variant,
  );
  return { state: { ...state, slug, categories, images, variants }, notes };
}

/** The address, or with a number behind it the first that no other product has. */
export async function freeSlug(tx: Transaction, id: string, slug: string): Promise<string> {
  const others = await tx.product.findMany({
    where: { slug: { startsWith: slug.slice(0, 240) }, id: { not: id } },
    select: { slug: true },
  });
  const taken = new Set(others.map((other) => other.slug));
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const other = `${slug.slice(0, 240)}-${number}`;
    if (!taken.has(other)) return other;
  }
}
