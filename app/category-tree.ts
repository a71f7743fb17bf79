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
