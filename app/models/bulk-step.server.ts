import type { BulkOutcome, BulkReturn } from '~/db/generated/enums';
import type { Transaction } from '~/db.server';
import { applyBulk } from '~/models/bulk-apply';
import type { BulkChange } from '~/models/bulk-change';
import { readParts, type WholePart, writeParts } from '~/models/bulk-parts.server';
import { recordHistory } from '~/models/product-change.server';
import { type ProductState, readPart, replaced } from '~/models/product-state.server';

/** What one transaction takes on at most: it lasts for a fraction of a statement's time limit. */
const PRODUCTS = 500;
const VARIANTS = 4_000;

type Item = { place: number; productId: string; version: number };
type Step = { id: string; change: BulkChange; total: number };

/** Does the next part of a change: those products that are still as its preview saw them. */
export async function doNext(
  tx: Transaction,
  { id, change, done, actor, total }: Step & { done: number; actor: string },
): Promise<void> {
  const items = await nextItems(tx, id, done);
  const versions = await lockProducts(tx, items);
  const live = items.filter(({ productId, version }) => versions.get(productId) === version);
  const before = await readParts(tx, change.kind, idsOf(live));
  const now = new Date();
  const possible = await isPossible(tx, change);
  const after = new Map<string, WholePart>();
  const outcomes = items.map(({ place, productId, version }): [number, BulkOutcome] => {
    if (versions.get(productId) !== version) {
      return [place, versions.has(productId) ? 'edited' : 'gone'];
    }
    const part = before.get(productId);
    const applied = part && possible ? applyBulk(change, part, now) : { problem: 'gone' };
    if ('problem' in applied) return [place, 'refused'];
    if (applied.after) after.set(productId, applied.after);
    return [place, applied.after ? 'changed' : 'same'];
  });
  await writeParts(tx, after);
  await recordHistory(
    tx,
    live
      .filter(({ productId }) => after.has(productId))
      .map(({ productId, version }) => ({
        productId,
        version: version + 1,
        event: 'saved',
        actor,
        before: difference(before.get(productId), after.get(productId)),
      })),
  );
  await tx.$executeRaw`
    UPDATE bulk_item SET outcome = row.outcome::bulk_outcome
    FROM unnest(${outcomes.map(([place]) => place)}::int[], ${outcomes.map(([, one]) => one)}::text[])
      AS row(place, outcome)
    WHERE bulk_id = ${id}::uuid AND bulk_item.place = row.place`;
  await tx.bulkChange.update({
    where: { id },
    data: { done: items.at(-1)?.place ?? total },
    select: { id: true },
  });
}

/** Takes the next part of a change back, of those products that are still as it left them. */
export async function returnNext(
  tx: Transaction,
  { id, change, from, returner, total }: Step & { from: number; returner: string | null },
): Promise<void> {
  const items = await nextItems(tx, id, from);
  const changed = items.filter(({ outcome }) => outcome === 'changed');
  const versions = await lockProducts(tx, changed);
  const live = changed.filter(({ productId, version }) => versions.get(productId) === version + 1);
  const now = await readParts(tx, change.kind, idsOf(live));
  const replacedThen = await readReplaced(tx, live);
  const after = new Map<string, WholePart>();
  const outcomes = changed.map(({ place, productId }): [number, BulkReturn] => {
    const [present, before] = [now.get(productId), replacedThen.get(productId)];
    if (!present || !before) return [place, versions.has(productId) ? 'kept' : 'gone'];
    after.set(productId, earlier(present, before));
    return [place, 'returned'];
  });
  await writeParts(tx, after);
  await recordHistory(
    tx,
    live
      .filter(({ productId }) => after.has(productId))
      .map(({ productId, version }) => ({
        productId,
        version: version + 2,
        event: 'restored',
        ofVersion: version,
        actor: returner ?? '',
        before: difference(now.get(productId), after.get(productId)),
      })),
  );
  await tx.$executeRaw`
    UPDATE bulk_item SET back = row.back::bulk_return
    FROM unnest(${outcomes.map(([place]) => place)}::int[], ${outcomes.map(([, one]) => one)}::text[])
      AS row(place, back)
    WHERE bulk_id = ${id}::uuid AND bulk_item.place = row.place`;
  await tx.bulkChange.update({
    where: { id },
    data: { returned: items.at(-1)?.place ?? total },
    select: { id: true },
  });
}

function idsOf(items: Item[]): string[] {
  return items.map(({ productId }) => productId);
}

/** The next items after a place, as few as one transaction takes, and at least one. */
function nextItems(tx: Transaction, id: string, after: number) {
  return tx.$queryRaw<(Item & { outcome: BulkOutcome | null })[]>`
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
      const { status = present.status, publishedAt = present.publishedAt } = before;
      return { ...present, status, publishedAt };
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
