import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { JsonLd } from '~/components/json-ld';
import { imageUrl, nearest } from '~/components/picture';
import { ProductGrid } from '~/components/product-card';
import { crumbsOf, ProductView } from '~/components/product-view';
import { renderMarkdown } from '~/markdown.server';
import { getProduct, getRelated } from '~/models/product.server';
import { notFound, optional } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { summaryOf } from '~/product-summary.server';
import { CATEGORIES, productTag, sharedUntil } from '~/shared-page.server';
import { useShop } from '~/shop';
import { breadcrumbData, productData } from '~/structured-data';
import { pathText } from '~/url-text';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const slug = pathText(params.slug);
  if (slug === null) throw notFound();
  const [product, related] = await Promise.all([
    getProduct(slug),
    optional(context, getRelated(slug, 4), []),
  ]);
  if (!product) throw notFound();
  const { description, ...shown } = product;
  const asked = new URL(request.url).searchParams.getAll('option').slice(0, 3);
  const page = {
    product: shown,
    related,
    asked,
    html: renderMarkdown(description),
    summary: summaryOf(product),
  };
  const tags = [productTag(product), ...related.map(productTag), CATEGORIES];
  return data(page, sharedUntil(product.endsIn, ...tags));
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => {
  if (!loaded) return [];
  const { product, summary } = loaded;
  const image = product.images.find(({ file }) => file !== null);
  const width = image?.file ? nearest(image.file, 1280) : 0;
  return pageMeta(matches, {
    title: product.seoTitle || product.title,
    description: summary,
    canonical: `/products/${encodeURIComponent(product.slug)}`,
    type: 'product',
    image: image?.file
      ? {
          url: imageUrl(image.file, width, 'webp'),
          width,
          height: Math.round((image.file.height * width) / image.file.width),
          alt: image.alt || product.title,
        }
      : undefined,
  });
};

export default function ProductPage() {
  const { product, related, asked, html, summary } = useLoaderData<typeof loader>();
  const { shop, origin } = useShop();
  const said = [
    productData(product, summary, origin, shop),
    breadcrumbData(crumbsOf(product), origin),
  ];
  return (
    <ProductView
      product={product}
      asked={asked}
      html={html}
      head={<JsonLd graph={{ '@graph': said }} />}
    >
      {related.length > 0 ? (
        <section className="section" aria-labelledby="related">
          <h2 id="related">Goes well with it</h2>
          <ProductGrid products={related} />
        </section>
      ) : null}
    </ProductView>
  );
}
