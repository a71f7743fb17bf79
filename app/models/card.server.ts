import type { PictureFile } from '~/components/picture';
import { Prisma } from '~/db.server';

/** A product as lists show it. */
export type Card = {
  id: string;
  slug: string;
  title: string;
  vendor: string;
  currency: string;
  /** Minor units. */
  priceMin: number;
  priceMax: number;
  /** What the cheapest variant cost before, where it is on sale. */
  compareAt: number | null;
  onSale: boolean;
  available: boolean;
  image: (PictureFile & { alt: string }) | null;
};

/** What must be seen of product_image i where it is cut; an older schema knows nothing of it. */
export const focusOfImage = Prisma.sql`
  jsonb_build_object('focus', jsonb_build_object('x', to_jsonb(i) -> 'focus_x', 'y', to_jsonb(i) -> 'focus_y'))`;

/** Cards for the products whose ids `chosen` has, in the order of its `place`. */
export function cards(chosen: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.slug, p.title, p.vendor, p.currency,
      p.price_min AS "priceMin", p.price_max AS "priceMax",
      p.on_sale AS "onSale", p.available, was."compareAt", picture.image
    FROM (${chosen}) chosen
    JOIN product p ON p.id = chosen.id
    LEFT JOIN LATERAL (
      SELECT max(v.compare_at_minor) AS "compareAt" FROM variant v
      WHERE p.on_sale AND v.product_id = p.id
        AND v.price_minor = p.price_min AND v.compare_at_minor > v.price_minor
    ) was ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', f.id, 'alt', i.alt, 'width', f.width, 'height', f.height,
        'widths', f.widths, 'color', f.color) || ${focusOfImage} AS image
      FROM product_image i JOIN image_file f ON f.id = i.file_id
      WHERE i.product_id = p.id ORDER BY i.position LIMIT 1
    ) picture ON true
    ORDER BY chosen.place`;
}
