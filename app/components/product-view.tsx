import type { ReactNode } from 'react';
import { chosenVariant, optionValues, valuePictures } from '~/choice';
import { Breadcrumbs } from '~/components/breadcrumbs';
import { Gallery } from '~/components/gallery';
import { OptionPicker } from '~/components/option-picker';
import { OrderByMail } from '~/components/order-by-mail';
import type { PictureFile } from '~/components/picture';
import { Price } from '~/components/price';
import { ProductDetails } from '~/components/product-details';
import { StockMessage } from '~/components/stock-message';
import type { ProductDetail } from '~/models/product.server';

type Props = {
  product: Omit<ProductDetail, 'description'>;
  /** The values of options that the address asks for. */
  asked: string[];
  /** The description, safe to be shown. */
  html: string;
  /** Above all: what is said to search engines. */
  head?: ReactNode;
  /** Below all. */
  children?: ReactNode;
};

/** A product as customers see it. */
export function ProductView({ product, asked, html, head, children }: Props) {
  const variant = chosenVariant(product.variants, asked);
  const crumbs = crumbsOf(product);
  return (
    <main id="main" className="page">
      {head}
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
      {children}
    </main>
  );
}

export function crumbsOf(product: Pick<ProductDetail, 'path' | 'title'>) {
  return [
    { title: 'Home', href: '/' },
    ...product.path.map(({ slug, title }) => ({
      title,
      href: `/categories/${encodeURIComponent(slug)}`,
    })),
    { title: product.title },
  ];
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
