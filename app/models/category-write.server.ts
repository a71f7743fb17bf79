import { KeyReuseError, once, read, type Save, type Transaction } from '~/db.server';
import { type CategoryInput, type CategoryRow, flattenTree } from '~/models/category-form';
import { audit, type Entry } from '~/models/audit.server';
import { MAX_LEVELS, whyNotUnder } from '~/models/category-place';
import { leaveCategory, LEAVING_MOST } from '~/models/category-leave.server';
import { type MadeBefore, madeBefore } from '~/models/made-before.server';
import { constraintOf } from '~/models/constraint.server';

export type CategorySaved = {
  ok: true;
  id: string;
  slug: string;
  /** That was made; none where it is of no use to the form. */
  version?: number;
  replayed: boolean;
};
export type CategoryRefusal = {
  ok: false;
  reason: 'conflict' | 'not-found' | 'duplicate' | 'ring' | 'deep' | 'key-used' | 'crowded';
  /** Where in the input. */
  field?: 'slug' | 'parentId';
  message: string;
  /** What the key was used for. */
  made?: MadeBefore | null;
};

export class CategoryRefused extends Error {
  constructor(readonly refusal: CategoryRefusal) {
    super(refusal.message);
  }
}

export const gone: CategoryRefusal = {
  ok: false,
  reason: 'not-found',
  message: 'This category is gone: someone deleted it.',
};
export const conflict: CategoryRefusal = {
  ok: false,
  reason: 'conflict',
  message: 'Someone else changed this category since you opened it, so nothing was saved.',
};

const chosenGone: CategoryRefusal = {
  ok: false,
  reason: 'not-found',
  field: 'parentId',
  message: 'The category you chose is gone: someone deleted it. Choose another.',
};

const crowded: CategoryRefusal = {
  ok: false,
  reason: 'crowded',
  message: `A category of more than ${LEAVING_MOST.toLocaleString('en')} products is not deleted at once, so nothing was. Take its products out of it first: filter the products by it, and change all of them.`,
};

/** Why a category may not stand where it was put. */
export const refusals: Record<'ring' | 'deep', CategoryRefusal> = {
  ring: {
    ok: false,
    reason: 'ring',
    field: 'parentId',
    message: 'A category cannot be under itself. Choose another place.',
  },
  deep: {
    ok: false,
    reason: 'deep',
    field: 'parentId',
    message: `Categories stand on ${MAX_LEVELS} levels at most. Choose a place further up.`,
  },
};

export function countCategories(): Promise<number> {
  return read((db) => db.category.count());
}

/** The whole tree, a line each, with how many products each holds by itself. */
export async function getCategoryRows(): Promise<CategoryRow[]> {
  const categories = await read((db) =>
    db.category.findMany({
      select: {
        id: true,
        slug: true,
        title: true,
        parentId: true,
        version: true,
        _count: { select: { products: true } },
      },
      orderBy: siblingOrder,
    }),
  );
  return flattenTree(
    categories.map(({ _count, ...category }) => ({ ...category, products: _count.products })),
  );
}

export function getCategoryForEdit(id: string) {
  return read((db) =>
    db.category.findUnique({
      where: { id },
      select: {
        id: true,
        slug: true,
        title: true,
        description: true,
        parentId: true,
        version: true,
        updatedAt: true,
        _count: { select: { products: true, children: true } },
      },
    }),
  );
}

const written = { id: true, slug: true, version: true } as const;

/** Makes a category, or saves one over the version it was opened at; once, however often it is sent. */
export function saveCategory(
  save: Save,
  write: { input: CategoryInput } | { id: string; version: number; input: CategoryInput },
): Promise<CategorySaved | CategoryRefusal> {
  const { input } = write;
  return writeOnce(
    save,
    'id' in write ? 'category.saved' : 'category.made',
    write,
    input,
    async (tx) => {
      await lockTree(tx);
      if (!('id' in write)) {
        await refusePlace(tx, '', input.parentId);
        const position = await lastPosition(tx, input.parentId);
        return tx.category.create({
          data: { ...input, position },
          select: written,
        });
      }
      const { id, version } = write;
      const before = await tx.category.findUnique({
        where: { id },
        select: { parentId: true, version: true, position: true },
      });
      if (!before) throw new CategoryRefused(gone);
      if (before.version !== version) throw new CategoryRefused(conflict);
      const moved = before.parentId !== input.parentId;
      if (moved) await refusePlace(tx, id, input.parentId);
      const position = moved ? await lastPosition(tx, input.parentId) : before.position;
      return tx.category.update({
        where: { id },
        data: { ...input, position, version: { increment: 1 } },
        select: written,
      });
    },
  );
}

/**
 * Deletes a category. What is under it moves up to its parent; its products go to `productsTo`, or
 * only leave it: no product is deleted, and each has it in its history.
 */
export function deleteCategory(
  save: Save,
  change: { id: string; version: number; productsTo: string | null },
): Promise<CategorySaved | CategoryRefusal> {
  const { id, version, productsTo } = change;
  return writeOnce(save, 'category.deleted', { delete: change }, null, async (tx) => {
    await lockTree(tx);
    const category = await tx.category.findUnique({
      where: { id },
      select: { id: true, slug: true, title: true, parentId: true, version: true },
    });
    if (!category) throw new CategoryRefused(gone);
    if (category.version !== version) throw new CategoryRefused(conflict);
    if (productsTo !== null && !(await tx.category.findUnique({ where: { id: productsTo } }))) {
      throw new CategoryRefused(chosenGone);
    }
    const products = await tx.productCategory.count({ where: { categoryId: id } });
    if (products > LEAVING_MOST) throw new CategoryRefused(crowded);
    await leaveCategory(tx, category, productsTo, save.actor);
    const after = await lastPosition(tx, category.parentId);
    await tx.category.updateMany({
      where: { parentId: id },
      data: { parentId: category.parentId, position: { increment: after } },
    });
    await tx.category.delete({ where: { id }, select: { id: true } });
    return { id, slug: category.slug };
  });
}

export const siblingOrder = [
  { position: 'asc' as const },
  { title: 'asc' as const },
  { id: 'asc' as const },
];

/** One change of the tree at a time: the lock that the database's own check of rings takes. */
export async function lockTree(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('category_tree'))`;
}

/** The database refuses a ring too; here it gets a message beside its field. */
async function refusePlace(tx: Transaction, id: string, parentId: string | null): Promise<void> {
  const categories = await tx.category.findMany({ select: { id: true, parentId: true } });
  const why = whyNotUnder(categories, id, parentId);
  if (why) throw new CategoryRefused(refusals[why]);
}

/** Behind all others. */
export async function lastPosition(tx: Transaction, parentId: string | null): Promise<number> {
  const { _max } = await tx.category.aggregate({ where: { parentId }, _max: { position: true } });
  return (_max.position ?? 0) + 1;
}

export async function writeOnce(
  save: Save,
  event: Entry['event'],
  content: unknown,
  input: CategoryInput | null,
  work: (tx: Transaction) => Promise<{ id: string; slug: string; version?: number }>,
): Promise<CategorySaved | CategoryRefusal> {
  try {
    const { result, replayed } = await once({ ...save, content }, async (tx) => {
      const done = await work(tx);
      await audit(tx, { event, actor: save.actor, subjectId: done.id, subject: done.slug });
      return done;
    });
    return { ok: true, ...result, replayed };
  } catch (error) {
    const refusal = refusalOf(error, input);
    if (refusal) return refusal;
    throw error;
  }
}

function refusalOf(error: unknown, input: CategoryInput | null): CategoryRefusal | null {
  if (error instanceof CategoryRefused) return error.refusal;
  if (error instanceof KeyReuseError) {
    return {
      ok: false,
      reason: 'key-used',
      made: madeBefore(error),
      message:
        'This form was saved once already, and its answer was lost. What you changed since is still here, and not saved yet: save again.',
    };
  }
  switch (constraintOf(error)) {
    case 'category_slug_key':
      return {
        ok: false,
        reason: 'duplicate',
        field: 'slug',
        message: `Another category has the address ${input?.slug ?? ''}. Choose another one.`,
      };
    case 'category_parent_id_fkey':
    case 'product_category_category_id_fkey':
      return chosenGone;
    default:
      return null;
  }
}
