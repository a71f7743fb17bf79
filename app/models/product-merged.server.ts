import { read, type Transaction } from '~/db.server';
import type { ProductInput } from '~/models/product';
import type { ProductWritten } from '~/models/product-create.server';
import { findChange, findState } from '~/models/product-history.server';
import { type Merge, mergeProducts } from '~/models/product-merge';
import { conflict, gone, ProductRefused } from '~/models/product-refusal.server';
import {
  type EditableProduct,
  findEditable,
  toProductInput,
} from '~/models/editable-product.server';
import { writeProduct } from '~/models/product-write.server';
import type { Choice } from '~/models/three-ways';
import { shop } from '~/shop.server';

/** What was typed into a form that was opened at `version`. */
export type MergedWrite = {
  id: string;
  version: number;
  input: ProductInput;
  chosen?: Chosen;
};

/** `mergedSince`: the version that the form was opened at, where others' changes since are in it. */
export type MergedWritten = ProductWritten & { mergedSince: number | null };

/** What is to stay where both changed the same. */
export type Chosen = {
  /** The version that it was chosen over: of a newer one, nothing is chosen yet. */
  over: number;
  paths: [path: string, choice: Choice][];
  /** Of all other paths. */
  rest: Choice | null;
};

/**
 * Saves a product whose form was opened at a version. What others changed since is merged in; where they changed the
 * same, and none was chosen, nothing is written.
 * @throws what `refusalOf` explains: the transaction must end with it.
 */
export async function writeMerged(
  tx: Transaction,
  write: MergedWrite,
  actor: string,
): Promise<MergedWritten> {
  const { id, version, input } = write;
  // Locked, so that what is merged with is what is written over.
  const [now] = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM product WHERE id = ${id}::uuid FOR UPDATE`;
  if (now?.version === version) {
    return { ...(await writeProduct(tx, { id, version, input }, actor)), mergedSince: null };
  }
  const merging = await merge(tx, write);
  if (!merging) throw new ProductRefused(gone);
  const { theirs, merged, conflicts } = merging;
  if (version > theirs.version || conflicts.length > 0) throw new ProductRefused(conflict);
  const over = { id, version: theirs.version, input: merged };
  return { ...(await writeProduct(tx, over, actor)), mergedSince: version };
}

/** What stands between a form and the product as it is now: what is to be chosen, and what is not. Null where it is gone. */
export function findConflicts({ chosen, ...write }: MergedWrite) {
  return read(async (db) => {
    const merging = await merge(db, write);
    if (!merging) return null;
    const { version } = merging.theirs;
    const valid = chosen?.over === version ? chosen : undefined;
    // Some are found only when others are decided.
    const more = valid ? ((await merge(db, { ...write, chosen }))?.conflicts ?? []) : [];
    const conflicts = new Map(
      [...merging.conflicts, ...more].map((conflict) => [conflict.path, conflict]),
    );
    return {
      version,
      last: await findChange(db, write.id, version),
      taken: merging.taken,
      conflicts: [...conflicts.values()],
      choices: valid?.paths ?? [],
    };
  });
}

async function merge(
  db: Transaction,
  { id, version, input, chosen }: MergedWrite,
): Promise<(Merge & { theirs: EditableProduct }) | null> {
  const theirs = await findEditable(db, id);
  if (!theirs) return null;
  const before = await findState(db, theirs, version);
  const ways = {
    mine: input,
    theirs: toProductInput(theirs),
    before: before && toProductInput({ id, version, ...before }),
  };
  const choices = new Map(chosen?.paths);
  const isValid = chosen?.over === theirs.version;
  const choose = (path: string) =>
    isValid ? (choices.get(path) ?? chosen.rest ?? undefined) : undefined;
  return { theirs, ...mergeProducts(ways, choose, shop.timeZone) };
}
