import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { chosenVariant, optionValues, valuePictures } from '~/choice';
import { Breadcrumbs } from '~/components/breadcrumbs';
import { Gallery } from '~/components/gallery';
import { JsonLd } from '~/components/json-ld';
import { OptionPicker } from '~/components/option-picker';
import { OrderByMail } from '~/components/order-by-mail';
import { imageUrl, nearest, type PictureFile } from '~/components/picture';
import { Price } from '~/components/price';
import { ProductDetails } from '~/components/product-details';
import { ProductGrid } from '~/components/product-card';
import { StockMessage } from '~/components/stock-message';
import { renderMarkdown } from '~/markdown.server';
import { getProduct, getRelated } from '~/models/product.server';
import { notFound, optional } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { summaryOf } from '~/product-summary.server';
import { CATEGORIES, productTag, shared } from '~/shared-page.server';
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
  return data(page, shared(productTag(product), ...related.map(productTag), CATEGORIES));
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
  const variant = chosenVariant(product.variants, asked);
  const crumbs = [
    { title: 'Home', href: '/' },
    ...product.path.map(({ slug, title }) => ({
      title,
      href: `/categories/${encodeURIComponent(slug)}`,
    })),
    { title: product.title },
  ];
  return (
    <main id="main" className="page">
      <JsonLd
        graph={{
          '@graph': [productData(product, summary, origin, shop), breadcrumbData(crumbs, origin)],
        }}
      />
      <Breadcrumbs crumbs={crumbs} />
      <article className="product">
        <Gallery images={product.images} first={variant?.imageId ?? null} title={product.title} />
        <div className="product-words" id="choose">
          {product.vendor ? <p className="vendor">{product.vendor}</p> : null}
          <h1>{product.title}</h1>
          {variant ? (
            <>
              <p className="product-price">
                <Price
                  minor={variant.priceMinor}
                  currency={product.currency}
                  compareAt={variant.compareAtMinor}
                />
              </p>
              {product.options.map((name, option) => (
                <OptionPicker
                  key={name}
                  name={name}
                  values={optionValues(product.variants, variant, option)}
                  pictures={picturesOf(product, option)}
                />
              ))}
              <StockMessage variant={variant} />
              <OrderByMail
                title={product.title}
                slug={product.slug}
                currency={product.currency}
                variant={variant}
              />
            </>
          ) : (
            <p>This product is not ready to be sold yet.</p>
          )}
          {html ? <div className="prose" dangerouslySetInnerHTML={{ __html: html }} /> : null}
          <ProductDetails product={product} variant={variant} />
        </div>
      </article>
      {related.length > 0 ? (
        <section className="section" aria-labelledby="related">
          <h2 id="related">Goes well with it</h2>
          <ProductGrid products={related} />
        </section>
      ) : null}
    </main>
  );
}

type Pictured = {
  variants: Parameters<typeof valuePictures>[0];
  images: { id: string; file: PictureFile | null }[];
};

/** The files that show an option's values; null unless each value has its own. */
function picturesOf({ variants, images }: Pictured, option: number) {
  const ids = valuePictures(variants, option);
  if (!ids) return null;
  const files = new Map<string, PictureFile>();
  for (const [value, imageId] of ids) {
    const file = images.find(({ id }) => id === imageId)?.file;
    if (!file) return null;
    files.set(value, file);
  }
  return files;
}
