import type { Save, Transaction } from '~/db.server';
import { type Direction, type Place, placeBeside, whyNotUnder } from '~/models/category-place';
import {
  CategoryRefused,
  type CategoryRefusal,
  type CategorySaved,
  conflict,
  gone,
  lockTree,
  refusals,
  siblingOrder,
  writeOnce,
} from '~/models/category-write.server';

export type Move = { id: string; version: number; to: { direction: Direction } | Place };

const elsewhere: CategoryRefusal = {
  ok: false,
  reason: 'conflict',
  message:
    'Someone else moved what it was to stand beside, so nothing was moved. Look where it is now.',
};

/**
 * Moves a category, with all that is under it. One that somebody else moved or changed since its version, or whose new
 * neighbour is not there any more, stays where it is. At the end of the row it stays, too.
 */
export function moveCategory(save: Save, change: Move): Promise<CategorySaved | CategoryRefusal> {
  const { id, version, to } = change;
  return writeOnce(save, 'category.moved', change, null, async (tx) => {
    await lockTree(tx);
    const nodes = await tx.category.findMany({
      select: { id: true, slug: true, parentId: true, position: true, version: true },
      orderBy: siblingOrder,
    });
    const category = nodes.find((node) => node.id === id);
    if (!category) throw new CategoryRefused(gone);
    if (category.version !== version) throw new CategoryRefused(conflict);
    const place = 'direction' in to ? placeBeside(nodes, id, to.direction) : to;
    if (place) await put(tx, nodes, category, place);
    return { id, slug: category.slug };
  });
}

type Node = { id: string; parentId: string | null; position: number };

async function put(tx: Transaction, nodes: Node[], category: Node, place: Place): Promise<void> {
  const { id } = category;
  const { parentId, before } = place;
  if (parentId !== null && !nodes.some((node) => node.id === parentId)) {
    throw new CategoryRefused(elsewhere);
  }
  const why = whyNotUnder(nodes, id, parentId);
  if (why) throw new CategoryRefused(refusals[why]);
  const row = nodes.filter((node) => node.parentId === parentId && node.id !== id);
  const at = before === null ? row.length : row.findIndex((node) => node.id === before);
  if (at < 0) throw new CategoryRefused(elsewhere);
  row.splice(at, 0, category);
  for (const [index, { id: of, position }] of row.entries()) {
    const data =
      of === id
        ? { parentId, position: index + 1, version: { increment: 1 } }
        : { position: index + 1 };
    if (of !== id && position === index + 1) continue;
    await tx.category.update({ where: { id: of }, data, select: { id: true } });
  }
}
