import type { ProductEvent } from '~/db/generated/enums';
import { Prisma, type Transaction } from '~/db.server';
import { audit } from '~/models/audit.server';
import type { ProductState } from '~/models/product-state.server';
import { hasTable } from '~/models/schema-behind.server';

/** Changes of one product that are kept: the newest. */
const KEPT = 100;

export type ProductChange = {
  productId: string;
  /** The version that the change made. */
  version: number;
  event: ProductEvent;
  /** An admin user's id, or a program's name. */
  actor: string;
  /** The version that was restored. */
  ofVersion?: number;
  /** The fields that it changed as they were before; none where nothing was there before. */
  before?: Partial<ProductState>;
  /** Of the import that makes it: that has lines of its own in the audit log. */
  importId?: string;
};

/** Records changes of products, all of one kind, in the transaction that makes them: one statement, however many. */
export async function recordChanges(tx: Transaction, changes: ProductChange[]): Promise<void> {
  await recordHistory(tx, changes);
  if (changes[0]?.importId === undefined) await auditChanges(tx, changes);
}

/** The same without a line in the audit log, for what has one of its own. */
export async function recordHistory(tx: Transaction, changes: ProductChange[]): Promise<void> {
  if (await hasTable(tx, 'product_change')) await writeHistory(tx, changes);
}

async function writeHistory(tx: Transaction, changes: ProductChange[]): Promise<void> {
  // An older schema lacks the column, and has no imports to name in it.
  const isImport = changes[0]?.importId !== undefined;
  const [column, value] = isImport ? [', import_id', ', "importId"'] : ['', ''];
  await tx.$executeRaw`
    WITH change AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        AS row("productId" uuid, version int, event product_event, actor text, "ofVersion" int, before jsonb, "importId" uuid)
    ), old AS (
      DELETE FROM product_change o USING change c
      WHERE o.product_id = c."productId" AND o.version <= c.version - ${KEPT}::int
    )
    INSERT INTO product_change (product_id, version, event, actor, of_version, before${Prisma.raw(column)})
    SELECT "productId", version, event, actor, "ofVersion", coalesce(before, '{}')${Prisma.raw(value)} FROM change`;
}

/** One line in the audit log, however many they are: the products' own histories tell the rest. */
async function auditChanges(tx: Transaction, changes: ProductChange[]): Promise<void> {
  const [first, ...others] = changes;
  if (!first) return;
  const { actor, productId, event } = first;
  if (others.length > 0) {
    const subject = `${changes.length} products`;
    return audit(tx, { event: 'products.changed', actor, subject });
  }
  const product = await tx.product.findUnique({
    where: { id: productId },
    select: { title: true },
  });
  const subject = product?.title ?? productId;
  return audit(tx, { event: `product.${event}`, actor, subjectId: productId, subject });
}
