type Node = { id: string; slug: string; parentId: string | null };

/** The categories right below one; below none, those at the top. */
export function childrenOf<T extends Node>(all: T[], parentId: string | null): T[] {
  return all.filter((category) => category.parentId === parentId);
}

/** A category's own id and those of all below it. */
export function branchOf(all: Node[], id: string): string[] {
  return [id, ...childrenOf(all, id).flatMap((child) => branchOf(all, child.id))];
}

/** From the top down to the category itself. */
export function pathTo<T extends Node>(all: T[], category: T): T[] {
  const parent = all.find((candidate) => candidate.id === category.parentId);
  return parent ? [...pathTo(all, parent), category] : [category];
}

/** Those worth showing on a front page: the top ones, or where they are few, the ones below them. */
export function showcase<T extends Node>(all: T[], few: number): T[] {
  const top = childrenOf(all, null);
  if (top.length > few) return top;
  return top.flatMap((category) => {
    const below = childrenOf(all, category.id);
    return below.length > 0 ? below : [category];
  });
}
