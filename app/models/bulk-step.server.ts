import type { BulkOutcome, BulkReturn } from '~/db/generated/enums';
import type { Prisma, Transaction } from '~/db.server';
import { applyBulk } from '~/models/bulk-apply';
import type { BulkChange } from '~/models/bulk-change';
import { readParts, type WholePart, writeParts } from '~/models/bulk-parts.server';
import { type ProductChange, recordHistory } from '~/models/product-change.server';
import { type ProductState, readPart, replaced } from '~/models/product-state.server';
import { shop } from '~/shop.server';

/** What one transaction takes on at most: it lasts for a fraction of a statement's time limit. */
const PRODUCTS = 500;
const VARIANTS = 4_000;

type Item = { place: number; productId: string; version: number; outcome: BulkOutcome | null };
/** A change as it stands: what it is, and how far it is. */
export type Bulk = Pick<
  Prisma.BulkChangeGetPayload<object>,
  'id' | 'actor' | 'total' | 'done' | 'returned' | 'returner'
> & { change: BulkChange };

/** What becomes of the products of a part. */
type Plan = {
  results: { place: number; outcome?: BulkOutcome; problem?: string; back?: BulkReturn }[];
  /** By their ids, those that become something else. */
  before: Map<string, WholePart>;
  after: Map<string, WholePart>;
  /** How that stands in their history. */
  record: (item: Item) => Omit<ProductChange, 'productId' | 'before'>;
};

/** Does the next part of a change, or takes the next part of it back; the caller holds its row. */
export async function doNext(tx: Transaction, bulk: Bulk): Promise<void> {
  const { id, total, returned } = bulk;
  const items = await nextItems(tx, id, returned ?? bulk.done);
  const { results, before, after, record } = await (returned === null
    ? planChange(tx, bulk, items)
    : planReturn(tx, bulk, items));
  await writeParts(tx, after);
  const written = items.filter(({ productId }) => after.has(productId));
  await recordHistory(
    tx,
    written.map((item) => ({
      ...record(item),
      productId: item.productId,
      before: difference(before.get(item.productId), after.get(item.productId)),
    })),
  );
  await tx.$executeRaw`
    UPDATE bulk_item SET outcome = coalesce(row.outcome, bulk_item.outcome),
      problem = coalesce(row.problem, bulk_item.problem), back = row.back
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
      AS row(place int, outcome bulk_outcome, problem text, back bulk_return)
    WHERE bulk_id = ${id}::uuid AND bulk_item.place = row.place`;
  const far = items.at(-1)?.place ?? total;
  await tx.bulkChange.update({
    where: { id },
    data: returned === null ? { done: far } : { returned: far },
    select: { id: true },
  });
}

/** Those products are changed that are still as the preview saw them. */
async function planChange(tx: Transaction, { change, actor }: Bulk, items: Item[]): Promise<Plan> {
  const versions = await lockProducts(tx, items);
  const live = items.filter(({ productId, version }) => versions.get(productId) === version);
  const before = await readParts(tx, change.kind, idsOf(live));
  const terms = { now: new Date(), currency: shop.currency };
  const possible = await isPossible(tx, change);
  const after = new Map<string, WholePart>();
  const results = items.map(({ place, productId, version }): Plan['results'][number] => {
    if (!versions.has(productId)) return { place, outcome: 'gone' };
    const part = before.get(productId);
    if (!part || versions.get(productId) !== version) return { place, outcome: 'edited' };
    const applied = possible ? applyBulk(change, part, terms) : { problem: NO_CATEGORY };
    if ('problem' in applied) return { place, outcome: 'refused', problem: applied.problem };
    if (applied.after) after.set(productId, applied.after);
    return { place, outcome: applied.after ? 'changed' : 'same' };
  });
  const record: Plan['record'] = ({ version }) => ({ version: version + 1, event: 'saved', actor });
  return { results, before, after, record };
}

const NO_CATEGORY = 'The category was deleted.';

/** Those products get back what they had that are still as the change left them. */
async function planReturn(
  tx: Transaction,
  { change, returner }: Bulk,
  items: Item[],
): Promise<Plan> {
  const changed = items.filter(({ outcome }) => outcome === 'changed');
  const versions = await lockProducts(tx, changed);
  const live = changed.filter(({ productId, version }) => versions.get(productId) === version + 1);
  const before = await readParts(tx, change.kind, idsOf(live));
  const replacedThen = await readReplaced(tx, live);
  const after = new Map<string, WholePart>();
  const results = changed.map(({ place, productId }): Plan['results'][number] => {
    const [present, then] = [before.get(productId), replacedThen.get(productId)];
    if (!present || !then) return { place, back: versions.has(productId) ? 'kept' : 'gone' };
    after.set(productId, earlier(present, then));
    return { place, back: 'returned' };
  });
  const record: Plan['record'] = ({ version }) => ({
    ...{ version: version + 2, event: 'restored', ofVersion: version },
    actor: returner ?? '',
  });
  return { results, before, after, record };
}

function idsOf(items: Item[]): string[] {
  return items.map(({ productId }) => productId);
}

/** The next items after a place, as few as one transaction takes, and at least one. */
function nextItems(tx: Transaction, id: string, after: number) {
  return tx.$queryRaw<Item[]>`
    SELECT place, "productId", version, outcome FROM (
      SELECT i.place, i.product_id AS "productId", i.version, i.outcome::text,
        sum((SELECT count(*) FROM variant v WHERE v.product_id = i.product_id)) OVER (ORDER BY i.place) AS variants
      FROM (
        SELECT * FROM bulk_item WHERE bulk_id = ${id}::uuid AND place > ${after}::int
        ORDER BY place LIMIT ${PRODUCTS}
      ) i
    ) i
    WHERE variants <= ${VARIANTS} OR place = ${after + 1} ORDER BY place`;
}

/** Locks products, always in the same order. @returns their versions */
async function lockProducts(tx: Transaction, items: Item[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; version: number }[]>`
    SELECT id, version FROM product WHERE id = ANY(${idsOf(items)}::uuid[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Whether the category that products are to be put into is there, and stays until this is done. */
async function isPossible(tx: Transaction, change: BulkChange): Promise<boolean> {
  if (change.kind !== 'category' || change.mode === 'remove') return true;
  const found = await tx.$queryRaw<object[]>`
    SELECT FROM category WHERE id = ${change.categoryId}::uuid FOR KEY SHARE`;
  return found.length > 0;
}

/** What the change replaced in each product, out of its history. */
async function readReplaced(
  tx: Transaction,
  items: Item[],
): Promise<Map<string, Partial<ProductState>>> {
  const made = items.map(({ version }) => version + 1);
  const rows = await tx.$queryRaw<{ productId: string; before: unknown }[]>`
    SELECT c.product_id AS "productId", c.before FROM product_change c
    JOIN unnest(${idsOf(items)}::uuid[], ${made}::int[]) AS made(product_id, version)
      USING (product_id, version)`;
  return new Map(rows.map(({ productId, before }) => [productId, readPart(before)]));
}

/** The part as it was: what is there, with what was replaced put back. */
function earlier(present: WholePart, before: Partial<ProductState>): WholePart {
  switch (present.kind) {
    case 'status': {
      const { status, publishedAt, publishedUntil } = { ...present, ...before };
      return { ...present, status, publishedAt, publishedUntil };
    }
    case 'price':
      return { ...present, variants: before.variants ?? present.variants };
    case 'category':
      return { ...present, categories: before.categories ?? present.categories };
    case 'tags':
      return { ...present, tags: before.tags ?? present.tags };
  }
}

function difference(
  before: WholePart | undefined,
  after: WholePart | undefined,
): Partial<ProductState> {
  if (!before || !after) return {};
  const { kind: _kind, ...fields } = before;
  return replaced(fields, after);
}
