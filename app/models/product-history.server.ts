import { z } from 'zod';
import type { ProductStatus } from '~/db/generated/enums';
import { type Prisma, read, type Transaction } from '~/db.server';
import { listDifferences } from '~/models/product-differences';
import { partOfState, type ProductState, statesBefore } from '~/models/product-state.server';
import { fieldLabels } from '~/models/product-words';
import {
  type EditableProduct,
  findEditable,
  toProductInput,
} from '~/models/editable-product.server';
import { shop } from '~/shop.server';

/** What is asked for a product's history: a transaction will do. */
type Reader = Pick<Transaction, 'productChange' | 'adminUser'>;

const newestFirst = { version: 'desc' } satisfies Prisma.ProductChangeOrderByWithRelationInput;

/** A product as an earlier version had it; null where that is not recorded, or not any more. */
export async function findState(
  db: Reader,
  { id, version: current, ...state }: EditableProduct,
  version: number,
): Promise<ProductState | null> {
  if (version >= current) return version === current ? state : null;
  const changes = await db.productChange.findMany({
    where: { productId: id, version: { gt: version } },
    orderBy: newestFirst,
    select: { version: true, before: true },
  });
  return statesBefore({ version: current, state }, changes)[current - version - 1] ?? null;
}

/** A product's status at an earlier version; null where that is not recorded, or not any more. */
export async function findStatus(
  db: Reader,
  { id, version: current, status }: { id: string; version: number; status: ProductStatus },
  version: number,
): Promise<ProductStatus | null> {
  if (version >= current) return version === current ? status : null;
  const changes = await db.productChange.findMany({
    where: { productId: id, version: { gt: version, lte: current } },
    orderBy: { version: 'asc' },
    select: { before: true },
  });
  const parts = changes.flatMap(({ before }) => partOfState.safeParse(before).data ?? []);
  // One for each version since, and each of them readable.
  if (parts.length !== current - version) return null;
  return parts.find((part) => part.status)?.status ?? status;
}

export type Who = { at: Date; by: string };

/** Who made a version, and when; null where that is not recorded. */
export async function findChange(db: Reader, id: string, version: number): Promise<Who | null> {
  const change = await db.productChange.findUnique({
    where: { productId_version: { productId: id, version } },
    select: { actor: true, at: true },
  });
  if (!change) return null;
  const names = await nameActors(db, [change.actor]);
  return { at: change.at, by: names.get(change.actor) ?? '' };
}

const programs = new Map([
  ['catalogue:import', 'An import'],
  ['catalogue:images', 'Fetching pictures'],
  ['publication:end', 'The end of its publication'],
]);

/** What people call those who change products. */
export async function nameActors(db: Reader, actors: string[]): Promise<Map<string, string>> {
  const ids = actors.filter((actor) => z.guid().safeParse(actor).success);
  const admins = await db.adminUser.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(admins.map(({ id, name }) => [id, name]));
  return new Map(
    actors.map((actor) => [
      actor,
      names.get(actor) ?? programs.get(actor) ?? (ids.includes(actor) ? 'A former admin' : actor),
    ]),
  );
}

const fieldOf = new Map<string, string>([
  ...Object.entries(fieldLabels),
  ['categories', fieldLabels.categoryIds],
  ['imported', 'Columns of a file'],
]);

/** What was changed after one version and before another. */
export async function listChangesBetween(id: string, after: number, before: number) {
  return read(async (db) => {
    const changes = await db.productChange.findMany({
      where: { productId: id, version: { gt: after, lt: before } },
      orderBy: newestFirst,
      select: { version: true, at: true, actor: true, before: true },
    });
    const names = await nameActors(
      db,
      changes.map(({ actor }) => actor),
    );
    return changes.map((change) => ({
      version: change.version,
      at: change.at,
      by: names.get(change.actor) ?? '',
      fields: Object.keys(z.record(z.string(), z.unknown()).parse(change.before)).flatMap(
        (name) => fieldOf.get(name) ?? [],
      ),
    }));
  });
}

/** Versions on a page of a product's history. */
const HISTORY_PAGE = 20;

/**
 * A product's history, the newest first: each version with what it changed.
 * @param before only versions older than this one.
 * @returns null where there is no such product.
 */
export async function getHistory(id: string, before: number) {
  return read(async (db) => {
    const product = await findEditable(db, id);
    if (!product) return null;
    const { id: _id, version, ...state } = product;
    const changes = await db.productChange.findMany({
      where: { productId: id },
      orderBy: newestFirst,
    });
    const states: ProductState[] = [state, ...statesBefore({ version, state }, changes)];
    const names = await nameActors(db, [...new Set(changes.map(({ actor }) => actor))]);
    const categories = await db.category.findMany({ select: { id: true, title: true } });
    const deleted = states
      .flatMap((at) => at.categories)
      .flatMap(({ categoryId, title }): [string, string][] =>
        title === undefined ? [] : [[categoryId, `${title} (deleted)`]],
      );
    const titles = new Map([
      ...deleted,
      ...categories.map(({ id, title }) => [id, title] as const),
    ]);
    const imports = await db.catalogueImport.findMany({
      where: { id: { in: changes.flatMap(({ importId }) => importId ?? []) } },
      select: { id: true, fileName: true },
    });
    const inputOf = (at: ProductState) => toProductInput({ id, version, ...at });
    const shown = changes
      .map((change, index) => ({ change, index }))
      .filter(({ change }) => change.version < before)
      .slice(0, HISTORY_PAGE);
    return {
      title: product.title,
      version,
      versions: shown.map(({ change, index }) => {
        const [after, earlier] = [states[index], states[index + 1]];
        return {
          version: change.version,
          event: change.event,
          ofVersion: change.ofVersion,
          at: change.at,
          by: names.get(change.actor) ?? '',
          /** That made it; `file` while its report is there. */
          import: change.importId && {
            id: change.importId,
            file: imports.find(({ id: known }) => known === change.importId)?.fileName ?? null,
          },
          /** Whether all of this version is known. */
          known: after !== undefined,
          differences:
            after && earlier
              ? listDifferences(
                  inputOf(earlier),
                  inputOf(after),
                  (category) => titles.get(category) ?? 'A category that is gone',
                  shop.timeZone,
                )
              : [],
        };
      }),
      more: (shown.at(-1)?.index ?? changes.length) + 1 < changes.length,
    };
  });
}
