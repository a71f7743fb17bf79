import type { PictureFile } from '~/components/picture';
import { kept, Prisma, read } from '~/db.server';
import { type Card, cards, focusOfImage } from '~/models/card.server';
import { publishedUntil, visible } from '~/models/visible.server';

/** The newest products, or the newest on sale. */
export function getNewest(limit: number, { onSale = false } = {}): Promise<Card[]> {
  const sale = onSale ? Prisma.sql`AND p.on_sale` : Prisma.empty;
  const chosen = Prisma.sql`
    SELECT id, row_number() OVER () AS place FROM (
      SELECT p.id FROM product p WHERE ${visible} ${sale}
      ORDER BY p.published_at DESC, p.id DESC LIMIT ${limit}
    ) newest`;
  const statement = kept(onSale ? 'newest on sale' : 'newest', cards(chosen));
  return read((db) => db.$queryRaw<Card[]>(statement));
}

export type ProductDetail = {
  id: string;
  slug: string;
  title: string;
  /** Markdown. */
  description: string;
  vendor: string;
  type: string;
  tags: string[];
  seoTitle: string;
  seoDescription: string;
  currency: string;
  options: string[];
  variants: VariantDetail[];
  images: ImageDetail[];
  /** Seconds until it ends, by the database's clock; null for never. */
  endsIn: number | null;
  /** From the top category down to the product's own; of several, the deepest. */
  path: { slug: string; title: string }[];
};

export type VariantDetail = {
  id: string;
  /** As many as the product has options. */
  options: string[];
  sku: string | null;
  barcode: string | null;
  /** Minor units. */
  priceMinor: number;
  compareAtMinor: number | null;
  available: boolean;
  /** Pieces; null where the shop doesn't count them. */
  stock: number | null;
  /** Still sold when the stock is used up. */
  backorder: boolean;
  weightGrams: number;
  imageId: string | null;
};

export type ImageDetail = { id: string; alt: string; file: PictureFile | null };

/** All that a product's page shows, in one statement; null where customers may not see it. */
export async function getProduct(slug: string): Promise<ProductDetail | null> {
  const statement = kept(
    'product',
    Prisma.sql`
      SELECT p.id, p.slug, p.title, p.description, p.vendor, p.type, p.tags,
        p.seo_title AS "seoTitle", p.seo_description AS "seoDescription", p.currency,
        option.names AS options,
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', v.id,
            'options', to_jsonb((ARRAY[v.option1, v.option2, v.option3])[1:jsonb_array_length(option.names)]),
            'sku', v.sku, 'barcode', v.barcode,
            'priceMinor', v.price_minor, 'compareAtMinor', v.compare_at_minor,
            'available', NOT v.track_stock OR v.stock > 0 OR v.out_of_stock = 'continue',
            'stock', CASE WHEN v.track_stock THEN v.stock END,
            'backorder', v.track_stock AND v.stock <= 0 AND v.out_of_stock = 'continue',
            'weightGrams', v.weight_grams, 'imageId', v.image_id) ORDER BY v.position, v.id), '[]')
          FROM variant v WHERE v.product_id = p.id) AS variants,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'alt', i.alt,
            'file', CASE WHEN f.id IS NOT NULL THEN to_jsonb(f) - 'created_at' || ${focusOfImage} END) ORDER BY i.position, i.id), '[]')
          FROM product_image i LEFT JOIN image_file f ON f.id = i.file_id
          WHERE i.product_id = p.id) AS images,
        (WITH RECURSIVE up(id, slug, title, parent_id, leaf, height) AS (
            SELECT c.id, c.slug, c.title, c.parent_id, c.id, 0
            FROM product_category pc JOIN category c ON c.id = pc.category_id
            WHERE pc.product_id = p.id
            UNION ALL
            SELECT c.id, c.slug, c.title, c.parent_id, up.leaf, up.height + 1
            FROM up JOIN category c ON c.id = up.parent_id
          )
          SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'title', title) ORDER BY height DESC), '[]')
          FROM up WHERE leaf = (SELECT leaf FROM up ORDER BY height DESC, leaf LIMIT 1)) AS path,
        extract(epoch FROM publication.ends - now())::float8 AS "endsIn"
      FROM product p
      CROSS JOIN LATERAL (SELECT ${publishedUntil} AS ends) publication
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(o.name ORDER BY o.position), '[]') AS names
        FROM product_option o WHERE o.product_id = p.id
      ) option
      WHERE p.slug = ${slug} AND ${visible} AND coalesce(publication.ends > now(), true)`,
  );
  const [product] = await read((db) => db.$queryRaw<ProductDetail[]>(statement));
  return product ?? null;
}

/** Products like one: of the newest in its categories, those that share most tags. */
export function getRelated(slug: string, limit: number): Promise<Card[]> {
  const chosen = Prisma.sql`
    SELECT id, row_number() OVER () AS place FROM (
      SELECT DISTINCT near.product_id AS id, near.available, near.shared
      FROM product this
      JOIN product_category own ON own.product_id = this.id
      CROSS JOIN LATERAL (
        SELECT c.product_id, c.available,
          cardinality(ARRAY(SELECT unnest(c.tags) INTERSECT SELECT unnest(this.tags))) AS shared
        FROM product_category c
        WHERE c.category_id = own.category_id AND c.visible_from <= now() AND c.product_id <> this.id
        ORDER BY c.visible_from DESC, c.product_id DESC LIMIT 60
      ) near
      WHERE this.slug = ${slug}
      ORDER BY near.available DESC, shared DESC, id DESC LIMIT ${limit}
    ) related`;
  const statement = kept('related', cards(chosen));
  return read((db) => db.$queryRaw<Card[]>(statement));
}
