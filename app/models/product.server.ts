import type { PictureFile } from '~/components/picture';
import { Prisma, read } from '~/db.server';
import { type Listing, pageSize } from '~/listing';
import { matching, relevance, type Search } from '~/models/search.server';
import { visible } from '~/models/visible.server';

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

/** Cards for the products that `chosen` names p, in its order. */
function cards(chosen: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.slug, p.title, p.vendor, p.currency,
      p.price_min AS "priceMin", p.price_max AS "priceMax",
      p.on_sale AS "onSale", p.available, was."compareAt", picture.image
    FROM (${chosen}) p
    LEFT JOIN LATERAL (
      SELECT max(v.compare_at_minor) AS "compareAt" FROM variant v
      WHERE p.on_sale AND v.product_id = p.id
        AND v.price_minor = p.price_min AND v.compare_at_minor > v.price_minor
    ) was ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', f.id, 'alt', i.alt, 'width', f.width, 'height', f.height,
        'widths', f.widths, 'color', f.color) AS image
      FROM product_image i JOIN image_file f ON f.id = i.file_id
      WHERE i.product_id = p.id ORDER BY i.position LIMIT 1
    ) picture ON true
    ORDER BY ${order}`;
}

const newestFirst = Prisma.sql`p.published_at DESC, p.id DESC`;

/** The newest products, or the newest on sale. */
export function getNewest(limit: number, { onSale = false } = {}): Promise<Card[]> {
  const sale = onSale ? Prisma.sql`AND p.on_sale` : Prisma.empty;
  const chosen = Prisma.sql`
    SELECT p.* FROM product p WHERE ${visible} ${sale} ORDER BY ${newestFirst} LIMIT ${limit}`;
  return read((db) => db.$queryRaw<Card[]>(cards(chosen, newestFirst)));
}

/** Where a list looks: everywhere, in some categories (ids), for words. */
export type Scope = { categoryIds?: string[]; search?: Search };

/** One page of a list. `chosenCategoryIds` are the ids that listing.category stands for. */
export function getPage(
  scope: Scope,
  listing: Listing,
  chosenCategoryIds: string[] | null,
): Promise<Card[]> {
  const order = ordering(listing, scope.search);
  const chosen = Prisma.sql`
    SELECT p.* FROM product p
    WHERE ${within(scope)} AND ${inCategories(chosenCategoryIds)} AND ${priced(listing)}
      AND ${tagged(listing)} AND ${stocked(listing)} AND ${reduced(listing)}
    ORDER BY ${order}
    LIMIT ${pageSize} OFFSET ${(listing.page - 1) * pageSize}`;
  return read((db) => db.$queryRaw<Card[]>(cards(chosen, order)));
}

export type Facets = {
  /** Products with every filter applied. */
  total: number;
  inStock: number;
  onSale: number;
  /** Minor units; null in an empty list. */
  low: number | null;
  high: number | null;
  tags: { tag: string; count: number }[];
  categories: { id: string; count: number }[];
};

/**
 * How many products each filter would leave, beside the other filters.
 * @param groups the categories to count, each with the ids of its branch.
 */
export async function getFacets(
  scope: Scope,
  listing: Listing,
  chosenCategoryIds: string[] | null,
  groups: { id: string; branch: string[] }[],
): Promise<Facets> {
  const members = groups.flatMap(({ branch }) => branch);
  const owners = groups.flatMap(({ id, branch }) => branch.map(() => id));
  const [facets] = await read((db) =>
    db.$queryRaw<Facets[]>(Prisma.sql`
      WITH scope AS MATERIALIZED (
        SELECT p.id, p.tags, p.price_min, p.available, p.on_sale,
          ${inCategories(chosenCategoryIds)} AS category_fits, ${priced(listing)} AS price_fits,
          ${tagged(listing)} AS tags_fit, ${stocked(listing)} AS stock_fits, ${reduced(listing)} AS sale_fits
        FROM product p WHERE ${within(scope)}
      )
      SELECT
        count(*) FILTER (WHERE category_fits AND price_fits AND tags_fit AND stock_fits AND sale_fits)::int AS total,
        count(*) FILTER (WHERE category_fits AND price_fits AND tags_fit AND sale_fits AND available)::int AS "inStock",
        count(*) FILTER (WHERE category_fits AND price_fits AND tags_fit AND stock_fits AND on_sale)::int AS "onSale",
        min(price_min) FILTER (WHERE category_fits AND tags_fit AND stock_fits AND sale_fits) AS low,
        max(price_min) FILTER (WHERE category_fits AND tags_fit AND stock_fits AND sale_fits) AS high,
        (SELECT coalesce(jsonb_agg(t), '[]') FROM (
          SELECT tag, count(*)::int AS count FROM scope, unnest(tags) AS tag
          WHERE category_fits AND price_fits AND tags_fit AND stock_fits AND sale_fits
          GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 16
        ) t) AS tags,
        (SELECT coalesce(jsonb_agg(c), '[]') FROM (
          SELECT g.owner AS id, count(DISTINCT scope.id)::int AS count
          FROM unnest(${members}::uuid[], ${owners}::uuid[]) AS g(member, owner)
          JOIN product_category pc ON pc.category_id = g.member
          JOIN scope ON scope.id = pc.product_id
          WHERE price_fits AND tags_fit AND stock_fits AND sale_fits
          GROUP BY g.owner
        ) c) AS categories
      FROM scope`),
  );
  if (!facets) throw new Error('An aggregate answered without a row.');
  return facets;
}

function within({ categoryIds, search }: Scope): Prisma.Sql {
  const words = search ? matching(search) : Prisma.sql`true`;
  return Prisma.sql`${visible} AND ${inCategories(categoryIds ?? null)} AND ${words}`;
}

function inCategories(ids: string[] | null): Prisma.Sql {
  if (!ids) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT FROM product_category pc WHERE pc.product_id = p.id AND pc.category_id = ANY(${ids}::uuid[]))`;
}

function priced({ min, max }: Listing): Prisma.Sql {
  if (min === null && max === null) return Prisma.sql`true`;
  return Prisma.sql`p.price_min BETWEEN ${min ?? 0}::int AND ${max ?? 2_147_483_647}::int`;
}

function tagged({ tags }: Listing): Prisma.Sql {
  return tags.length > 0 ? Prisma.sql`p.tags @> ${tags}::text[]` : Prisma.sql`true`;
}

function stocked({ available }: Listing): Prisma.Sql {
  return available ? Prisma.sql`p.available` : Prisma.sql`true`;
}

function reduced({ sale }: Listing): Prisma.Sql {
  return sale ? Prisma.sql`p.on_sale` : Prisma.sql`true`;
}

function ordering({ sort }: Listing, search: Search | undefined): Prisma.Sql {
  if (sort === 'price') return Prisma.sql`p.price_min, p.id`;
  if (sort === '-price') return Prisma.sql`p.price_min DESC, p.id DESC`;
  if (sort === 'title') return Prisma.sql`p.title, p.id`;
  if (sort === null && search) return Prisma.sql`${relevance(search)} DESC, ${newestFirst}`;
  return newestFirst;
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
  const [product] = await read((db) =>
    db.$queryRaw<ProductDetail[]>(Prisma.sql`
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
            'file', CASE WHEN f.id IS NOT NULL THEN to_jsonb(f) - 'created_at' END) ORDER BY i.position, i.id), '[]')
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
          FROM up WHERE leaf = (SELECT leaf FROM up ORDER BY height DESC, leaf LIMIT 1)) AS path
      FROM product p
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(o.name ORDER BY o.position), '[]') AS names
        FROM product_option o WHERE o.product_id = p.id
      ) option
      WHERE p.slug = ${slug} AND ${visible}`),
  );
  return product ?? null;
}

/** Products like one: of the newest in its categories, those that share most tags. */
export function getRelated(slug: string, limit: number): Promise<Card[]> {
  const chosen = Prisma.sql`
    SELECT p.*, cardinality(ARRAY(SELECT unnest(p.tags) INTERSECT SELECT unnest(this.tags))) AS shared
    FROM product this
    CROSS JOIN LATERAL (
      SELECT DISTINCT near.product_id FROM product_category own
      CROSS JOIN LATERAL (
        SELECT pc.product_id FROM product_category pc
        WHERE pc.category_id = own.category_id AND pc.product_id <> this.id
        ORDER BY pc.product_id DESC LIMIT 60
      ) near
      WHERE own.product_id = this.id
    ) candidate
    JOIN product p ON p.id = candidate.product_id
    WHERE this.slug = ${slug} AND ${visible}
    ORDER BY p.available DESC, shared DESC, p.id DESC LIMIT ${limit}`;
  const order = Prisma.sql`p.available DESC, p.shared DESC, p.id DESC`;
  return read((db) => db.$queryRaw<Card[]>(cards(chosen, order)));
}
