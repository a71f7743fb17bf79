import { createHash } from 'node:crypto';
import { productSchema } from '../../app/models/product';
import { blanketsAndLinen } from './catalogue/blankets-and-linen';
import { boardsAndTools } from './catalogue/boards-and-tools';
import { bowlsAndPlates } from './catalogue/bowls-and-plates';
import { candlesAndHolders } from './catalogue/candles-and-holders';
import { categories } from './catalogue/categories';
import { type DemoProduct, type DemoVariant } from './catalogue/demo-product';
import { jugsAndTeapots } from './catalogue/jugs-and-teapots';
import { lamps } from './catalogue/lamps';
import { mugsAndCups } from './catalogue/mugs-and-cups';
import { planters } from './catalogue/planters';
import { soapAndBath } from './catalogue/soap-and-bath';
import { storageJars } from './catalogue/storage-jars';
import { unlisted } from './catalogue/unlisted';
import { vases } from './catalogue/vases';
import { ean13 } from './ean13';
import { pictures } from './pictures';

const written: DemoProduct[] = [
  ...mugsAndCups,
  ...bowlsAndPlates,
  ...jugsAndTeapots,
  ...boardsAndTools,
  ...storageJars,
  ...candlesAndHolders,
  ...lamps,
  ...vases,
  ...planters,
  ...soapAndBath,
  ...blanketsAndLinen,
  ...unlisted,
];

/** The demo shop's categories as rows; a parent comes before its children. */
export const demoCategories = categories.map(({ slug, title, description, parent }) => ({
  id: stableId(`category ${slug}`),
  slug,
  title,
  description,
  parentId: parent === undefined ? null : stableId(`category ${parent}`),
  position: categories.filter((other) => other.parent === parent).findIndex((c) => c.slug === slug),
}));

/** The demo shop's products, each with the id it always has, in the form the shop writes them in. */
export const demoProducts = written.map((product) => ({
  id: stableId(`product ${product.slug}`),
  input: productSchema.parse({
    slug: product.slug,
    status: product.status ?? 'active',
    publishedAt: product.published === null ? null : new Date(`${product.published}T08:00:00Z`),
    title: product.title,
    description: product.description,
    vendor: product.vendor,
    type: product.type,
    tags: product.tags,
    seoTitle: product.seo?.title,
    seoDescription: product.seo?.description,
    currency: 'EUR',
    options: product.options,
    variants: product.variants.map((variant) => variantOf(product, variant)),
    images: taken(product).map(({ name, alt }, index) => ({
      id: stableId(`image ${product.slug} ${index}`),
      alt,
      fileId: pictures.get(name)?.fileId,
    })),
    categoryIds: product.categories.map((slug) => stableId(`category ${slug}`)),
  }),
}));

/** A product's pictures, but for those that are still to be taken. */
function taken(product: DemoProduct) {
  return product.pictures.filter(({ name }) => pictures.has(name));
}

function variantOf(product: DemoProduct, variant: DemoVariant) {
  const image = taken(product).findIndex(({ name }) => name === variant.picture);
  return {
    id: stableId(`variant ${variant.sku}`),
    options: variant.options,
    sku: variant.sku,
    barcode: variant.item === undefined ? null : ean13(variant.item),
    priceMinor: variant.price,
    compareAtMinor: variant.was,
    stock: variant.stock,
    weightGrams: variant.grams,
    outOfStock: variant.outOfStock,
    image: image < 0 ? null : image,
  };
}

/** A UUID (version 8, RFC 9562) made of a name: the same in every database. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`holdfast demo: ${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
