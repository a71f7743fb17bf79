/** A product of the demo shop as its catalogue files write it down. */
export type DemoProduct = {
  slug: string;
  title: string;
  vendor: string;
  type: string;
  /** Slugs of its categories. */
  categories: string[];
  /** The day it went on sale; null for what never was. */
  published: string | null;
  status?: 'draft' | 'active' | 'archived';
  tags: string[];
  seo?: { title: string; description: string };
  /** Markdown. */
  description: string;
  options?: string[];
  variants: DemoVariant[];
  /** Names of pictures in ../images, in order, with their alternative texts. */
  pictures: { name: string; alt: string }[];
};

export type DemoVariant = {
  /** A value for each of the product's options. */
  options?: string[];
  sku: string;
  /** Ten digits that make an EAN-13 for use inside one shop. */
  item?: number;
  /** EUR cents. */
  price: number;
  /** EUR cents, before the sale. */
  was?: number;
  stock: number;
  grams: number;
  outOfStock?: 'deny' | 'continue';
  /** Name of the picture that shows it. */
  picture?: string;
};

export type DemoCategory = {
  slug: string;
  title: string;
  /** Markdown. */
  description: string;
  parent?: string;
};
