type Pictured = { slug: string; images: { id: string }[] };

/**
 * Gives each category the first of its pictures that no other one shows, as far as there are enough:
 * those with the fewest choose first.
 */
export function withDistinctPictures<Category extends Pictured>(categories: Category[]) {
  type Image = Category['images'][number];
  const chosen = new Map<string, Image>();
  const used = new Set<string>();
  for (const { slug, images } of categories.toSorted(byChoice)) {
    const image = images.find(({ id }) => !used.has(id)) ?? images[0];
    if (!image) continue;
    chosen.set(slug, image);
    used.add(image.id);
  }
  return categories.map(({ images: _, ...category }) => ({
    ...category,
    image: chosen.get(category.slug) ?? null,
  }));
}

function byChoice(a: Pictured, b: Pictured): number {
  return a.images.length - b.images.length;
}
