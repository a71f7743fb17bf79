import { read } from '~/db.server';
import { applyBulk, type Part, type Prices } from '~/models/bulk-apply';
import { BULK_MOST, type BulkChange } from '~/models/bulk-change';
import { readParts, readPrices } from '~/models/bulk-parts.server';
import {
  fingerprintOf,
  type Selected,
  type Selection,
  selectionSql,
} from '~/models/bulk-selection.server';
import { shop } from '~/shop.server';

/** Rows of each kind that a preview shows. */
const SHOWN = 25;
/** Products looked through at a time: the process goes on with others in between. */
const CHUNK = 2_000;

export type PreviewRow = { id: string; title: string; before: Part; after: Part };

/** What a change would do, if nobody saves one of the products meanwhile. */
export type BulkPreview = {
  /** Names all that was read: app/models/bulk-selection.server.ts says how. */
  fingerprint: string;
  total: number;
  /** Of the first of them. */
  titles: string[];
  changed: number;
  /** Those that are so already. */
  same: number;
  refused: number;
  /** The first of those that change, and of those that can't. */
  rows: PreviewRow[];
  problems: { id: string; title: string; problem: string }[];
  /** Of a change of prices: variants that would begin, and cease, to be on sale. */
  sale: { begin: number; end: number } | null;
};

/** What is selected: how many products, one more than a change takes where there are more, and the first titles. */
export async function lookAtSelection(selection: Selection) {
  const selected = await readSelected(selection);
  return { total: selected.length, titles: titlesOf(selected) };
}

function titlesOf(selected: Selected[]): string[] {
  return selected.slice(0, 5).map(({ title }) => title);
}

async function readSelected(selection: Selection): Promise<Selected[]> {
  const sql = await selectionSql(selection);
  return read((db) => db.$queryRaw<Selected[]>(sql));
}

/** @returns null where more products are selected than a change takes. */
export async function previewBulk(
  change: BulkChange,
  selection: Selection,
): Promise<BulkPreview | null> {
  const selected = await readSelected(selection);
  if (selected.length > BULK_MOST) return null;
  const terms = { now: new Date(), currency: shop.currency };
  const preview: BulkPreview = {
    fingerprint: fingerprintOf(selected),
    total: selected.length,
    titles: titlesOf(selected),
    changed: 0,
    same: 0,
    refused: 0,
    rows: [],
    problems: [],
    sale: change.kind === 'price' ? { begin: 0, end: 0 } : null,
  };
  for (let from = 0; from < selected.length; from += CHUNK) {
    const chunk = selected.slice(from, from + CHUNK);
    const ids = chunk.map(({ id }) => id);
    const parts = await read((db): Promise<Map<string, Part>> =>
      change.kind === 'price' ? readPrices(db, ids) : readParts(db, change.kind, ids),
    );
    for (const { id, title } of chunk) {
      const before = parts.get(id);
      // Deleted a moment ago: the fingerprint tells.
      if (before) note(preview, { id, title }, before, applyBulk(change, before, terms));
    }
  }
  return preview;
}

function note(
  preview: BulkPreview,
  product: { id: string; title: string },
  before: Part,
  applied: ReturnType<typeof applyBulk<Prices>>,
): void {
  if ('problem' in applied) {
    preview.refused += 1;
    if (preview.problems.length < SHOWN) preview.problems.push({ ...product, ...applied });
    return;
  }
  const { after } = applied;
  if (after === null) {
    preview.same += 1;
    return;
  }
  preview.changed += 1;
  if (preview.rows.length < SHOWN) preview.rows.push({ ...product, before, after });
  if (preview.sale && before.kind === 'price' && after.kind === 'price') {
    for (const [index, variant] of before.variants.entries()) {
      const [was, is] = [isOnSale(variant), isOnSale(after.variants[index])];
      if (was && !is) preview.sale.end += 1;
      if (is && !was) preview.sale.begin += 1;
    }
  }
}

function isOnSale(variant: Prices | undefined): boolean {
  return variant !== undefined && (variant.compareAtMinor ?? 0) > variant.priceMinor;
}
