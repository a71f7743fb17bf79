import { type CategoryNode, type CategoryRow, withoutBranch } from '~/models/category-form';

/** Levels of the tree, the top one counted: a customer has to find the way. */
export const MAX_LEVELS = 5;

export type Direction = 'up' | 'down' | 'in' | 'out';

/** Where a category stands: under `parentId`, or at the top; right before another, or at the end. */
export type Place = { parentId: string | null; before: string | null };

type Node = Pick<CategoryNode, 'id' | 'parentId'>;

/**
 * The place one step away: up or down among its siblings, in under the one above it, out behind its parent.
 * @param nodes in their siblings' order.
 * @returns null where there is no such step.
 */
export function placeBeside(nodes: Node[], id: string, direction: Direction): Place | null {
  const node = nodes.find((one) => one.id === id);
  if (!node) return null;
  const { parentId } = node;
  const siblings = nodes.filter((one) => one.parentId === parentId);
  const at = siblings.findIndex((one) => one.id === id);
  const above = siblings[at - 1];
  switch (direction) {
    case 'up':
      return above ? { parentId, before: above.id } : null;
    case 'down':
      return siblings[at + 1] ? { parentId, before: siblings[at + 2]?.id ?? null } : null;
    case 'in':
      return above ? { parentId: above.id, before: null } : null;
    case 'out': {
      const parent = nodes.find((one) => one.id === parentId);
      if (!parent) return null;
      const around = nodes.filter((one) => one.parentId === parent.parentId);
      const next = around[around.indexOf(parent) + 1];
      return { parentId: parent.parentId, before: next?.id ?? null };
    }
  }
}

/**
 * The place that a dragged line is dropped at, and the depth at which it then stands.
 * @param gap before the line of this index of `rows`, or behind the last.
 * @param depth wanted; between two lines there may be a choice of several, or none.
 * @returns null for a gap inside of what is dragged.
 */
export function placeOfDrop(
  rows: CategoryRow[],
  { id, gap, depth }: { id: string; gap: number; depth: number },
): (Place & { depth: number }) | null {
  const others = withoutBranch(rows, id);
  const above = rows.slice(0, gap).filter((row) => others.includes(row));
  const below = others.slice(above.length);
  const last = above.at(-1);
  const deepest = last ? last.depth + 1 : 0;
  const at = Math.max(below[0]?.depth ?? 0, Math.min(deepest, depth));
  // The nearest line above that is less deep.
  const parentId = above.findLast((row) => row.depth < at)?.id ?? null;
  const next = below.find((row) => row.parentId === parentId);
  return { parentId, before: next?.id ?? null, depth: at };
}

/** Whether a category may not stand there: under itself, or so that its branch goes too deep. */
export function whyNotUnder(
  nodes: Node[],
  id: string,
  parentId: string | null,
): 'ring' | 'deep' | null {
  const parentOf = new Map(nodes.map((node) => [node.id, node.parentId]));
  let level = 1;
  for (let above = parentId; above; above = parentOf.get(above) ?? null) {
    if (above === id) return 'ring';
    level += 1;
  }
  return level + height(nodes, id) - 1 > MAX_LEVELS ? 'deep' : null;
}

/** Levels of a branch: 1 for a category with nothing under it. */
function height(nodes: Node[], id: string): number {
  const below = nodes.filter((node) => node.parentId === id);
  return 1 + Math.max(0, ...below.map((node) => height(nodes, node.id)));
}
