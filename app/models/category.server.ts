import type { PictureFile } from '~/components/picture';
import { Prisma, read } from '~/db.server';
import { visible } from '~/models/visible.server';

export type Category = { id: string; slug: string; title: string; parentId: string | null };

/** Every category, in the order of the shop. A shop has tens, at most hundreds of them. */
export function getCategories(): Promise<Category[]> {
  return read((db) =>
    db.category.findMany({
      select: { id: true, slug: true, title: true, parentId: true },
      orderBy: [{ position: 'asc' }, { title: 'asc' }],
    }),
  );
}

/** The same, and the description (Markdown) of the one that a page is about. */
export function getCategoriesAround(slug: string): Promise<(Category & { description: string })[]> {
  return read((db) =>
    db.$queryRaw(Prisma.sql`
      SELECT id, slug, title, parent_id AS "parentId",
        CASE WHEN slug = ${slug} THEN description ELSE '' END AS description
      FROM category ORDER BY position, title`),
  );
}

export type ShownCategory = Category & { image: PictureFile | null };

/** Categories, each with the picture of its newest product. */
export function getCategoriesWithPictures(): Promise<ShownCategory[]> {
  // Version 7 UUIDs grow with time, so the index on (category, product) knows the newest.
  return read((db) =>
    db.$queryRaw<ShownCategory[]>(Prisma.sql`
      WITH RECURSIVE branch(root, id) AS (
        SELECT id, id FROM category
        UNION ALL
        SELECT branch.root, c.id FROM category c JOIN branch ON c.parent_id = branch.id
      )
      SELECT c.id, c.slug, c.title, c.parent_id AS "parentId", picture.image
      FROM category c
      LEFT JOIN LATERAL (
        SELECT newest.image FROM branch
        CROSS JOIN LATERAL (
          SELECT pc.product_id, to_jsonb(f) - 'created_at' AS image
          FROM product_category pc
          JOIN product p ON p.id = pc.product_id AND ${visible}
          JOIN product_image i ON i.product_id = p.id AND i.position = 1
          JOIN image_file f ON f.id = i.file_id
          WHERE pc.category_id = branch.id
          ORDER BY pc.product_id DESC LIMIT 1
        ) newest
        WHERE branch.root = c.id
        ORDER BY newest.product_id DESC LIMIT 1
      ) picture ON true
      ORDER BY c.position, c.title`),
  );
}
