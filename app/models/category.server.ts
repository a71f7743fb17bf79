import type { PictureFile } from '~/components/picture';
import { kept, Prisma, read } from '~/db.server';
import { focusOfImage } from '~/models/card.server';

export type Category = { id: string; slug: string; title: string; parentId: string | null };

const categories = kept(
  'categories',
  Prisma.sql`SELECT id, slug, title, parent_id AS "parentId" FROM category ORDER BY position, title`,
);

/** Every category, in the order of the shop. A shop has tens, at most hundreds of them. */
export function getCategories(): Promise<Category[]> {
  return read((db) => db.$queryRaw<Category[]>(categories));
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
        SELECT coalesce(jsonb_agg(newest.image ORDER BY depth, newest.visible_from DESC, newest.product_id DESC), '[]') AS images
        FROM branch
        CROSS JOIN LATERAL (
          SELECT pc.visible_from, pc.product_id, to_jsonb(f) - 'created_at' || ${focusOfImage} AS image
          FROM (
            SELECT c.visible_from, c.product_id FROM product_category c
            WHERE c.category_id = branch.id AND c.visible_from <= now()
            ORDER BY c.visible_from DESC, c.product_id DESC LIMIT 24
          ) pc
          JOIN product_image i ON i.product_id = pc.product_id AND i.position = 1
          JOIN image_file f ON f.id = i.file_id
          ORDER BY pc.visible_from DESC, pc.product_id DESC LIMIT 3
        ) newest
        WHERE branch.root = c.id
      ) picture
      ORDER BY c.position, c.title`),
  );
}
