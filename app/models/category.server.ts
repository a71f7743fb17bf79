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

/** A category's own words (Markdown); '' where there is no such category. */
export async function getCategoryDescription(slug: string): Promise<string> {
  const category = await read((db) =>
    db.category.findUnique({ where: { slug }, select: { description: true } }),
  );
  return category?.description ?? '';
}

export type PicturedCategory = Category & { images: PictureFile[] };

/** Categories, each with pictures to choose from: of its own newest products, then of those in the categories below. */
export function getCategoriesWithPictures(): Promise<PicturedCategory[]> {
  // Version 7 UUIDs grow with time, so the index on (category, product) knows the newest.
  return read((db) =>
    db.$queryRaw<PicturedCategory[]>(Prisma.sql`
      WITH RECURSIVE branch(root, id, depth) AS (
        SELECT id, id, 0 FROM category
        UNION ALL
        SELECT branch.root, c.id, depth + 1 FROM category c JOIN branch ON c.parent_id = branch.id
      )
      SELECT c.id, c.slug, c.title, c.parent_id AS "parentId", picture.images
      FROM category c
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(newest.image ORDER BY depth, newest.product_id DESC), '[]') AS images
        FROM branch
        CROSS JOIN LATERAL (
          SELECT pc.product_id, to_jsonb(f) - 'created_at' AS image
          FROM product_category pc
          JOIN product p ON p.id = pc.product_id AND ${visible}
          JOIN product_image i ON i.product_id = p.id AND i.position = 1
          JOIN image_file f ON f.id = i.file_id
          WHERE pc.category_id = branch.id
          ORDER BY pc.product_id DESC LIMIT 3
        ) newest
        WHERE branch.root = c.id
      ) picture
      ORDER BY c.position, c.title`),
  );
}
