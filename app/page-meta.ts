import type { MetaDescriptor } from '@remix-run/node';
import { nameInFull, type RootData, type Shop } from '~/shop';

type Page = {
  title: string;
  description?: string;
  /** Starts with a slash; without it the page has no address of its own and is not to be indexed. */
  canonical?: string;
  /** An absolute path; the shop's own picture stands in. */
  image?: { url: string; width: number; height: number; alt: string };
  type?: 'website' | 'product';
};

const artwork = {
  url: '/images/og-default.jpg',
  width: 1200,
  height: 630,
  alt: 'Stoneware jars, a teapot, a mug, a vase and two candlesticks',
};

/** What a page's head says of it; `matches` as Remix hands them to `meta`. */
export function pageMeta(matches: { id: string; data?: unknown }[], page: Page): MetaDescriptor[] {
  const root = matches.find(({ id }) => id === 'root')?.data as RootData | undefined;
  if (!root) return [{ title: page.title }];
  const { shop, origin } = root;
  const description = page.description || nameInFull(shop);
  const image = page.image ?? (shop.artwork ? artwork : undefined);
  const property = (name: string, content: string): MetaDescriptor => ({ property: name, content });
  return [
    { title: titleInFull(page.title, shop) },
    { name: 'description', content: description },
    ...(page.canonical !== undefined
      ? [
          { tagName: 'link', rel: 'canonical', href: origin + page.canonical },
          property('og:url', origin + page.canonical),
        ]
      : [{ name: 'robots', content: 'noindex, follow' }]),
    property('og:site_name', shop.name),
    property('og:type', page.type ?? 'website'),
    property('og:title', page.title),
    property('og:description', description),
    property('og:locale', shop.locale.replace('-', '_')),
    ...(image
      ? [
          property('og:image', origin + image.url),
          property('og:image:width', String(image.width)),
          property('og:image:height', String(image.height)),
          property('og:image:alt', image.alt),
          { name: 'twitter:card', content: 'summary_large_image' },
        ]
      : []),
  ];
}

/** A page's title, and whose page it is. */
export function titleInFull(title: string, { name }: Pick<Shop, 'name'>): string {
  return title.includes(name) ? title : `${title} · ${name}`;
}
