import type { Transaction } from '~/db.server';
import { readParts, type WholePart, writeParts } from '~/models/bulk-parts.server';
import { recordHistory } from '~/models/product-change.server';

/** Products that are written by one statement: it lasts for a fraction of its time limit. */
const AT_ONCE = 1_000;

/** Products that a category holds at most for its deletion, which is one transaction, to end within a save's deadline. */
export const LEAVING_MOST = 5_000;

/**
 * Takes the products out of a category that is to be deleted, and puts them into another if there is one, as new versions
 * of each. Their histories keep its name: nothing else will know it.
 */
export async function leaveCategory(
  tx: Transaction,
  { id, title }: { id: string; title: string },
  productsTo: string | null,
  actor: string,
): Promise<void> {
  for (;;) {
    const members = await tx.$queryRaw<{ id: string; version: number }[]>`
      SELECT p.id, p.version FROM product p JOIN product_category c ON c.product_id = p.id
      WHERE c.category_id = ${id}::uuid ORDER BY p.id LIMIT ${AT_ONCE} FOR UPDATE OF p`;
    if (members.length === 0) return;
    const before = await readParts(
      tx,
      'category',
      members.map((product) => product.id),
    );
    const categoriesOf = (product: string) => {
      const part = before.get(product);
      return part?.kind === 'category' ? part.categories : [];
    };
    const after = members.map(({ id: product }): [string, WholePart] => {
      const others = categoriesOf(product).filter(({ categoryId }) => categoryId !== id);
      const has = others.some(({ categoryId }) => categoryId === productsTo);
      const moved = productsTo === null || has ? [] : [{ categoryId: productsTo }];
      return [product, { kind: 'category', categories: [...others, ...moved] }];
    });
    await writeParts(tx, new Map(after));
    await recordHistory(
      tx,
      members.map(({ id: productId, version }) => ({
        ...{ productId, version: version + 1, event: 'saved', actor },
        before: {
          categories: categoriesOf(productId).map((category) =>
            category.categoryId === id ? { ...category, title } : category,
          ),
        },
      })),
    );
  }
}
