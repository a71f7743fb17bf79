import { Picture } from '~/components/picture';
import type { Card } from '~/models/product.server';
import { useShop } from '~/shop';

type Props = {
  /** The newest product that has a picture. */
  newest: Card | undefined;
};

/** What the front page begins with: the shop's own picture, or its newest thing. */
export function Hero({ newest }: Props) {
  const { shop } = useShop();
  return (
    <section className="hero">
      <div className="hero-words">
        <h1>{shop.tagline}</h1>
        <p>Pots, lamps, linen and tools, chosen because they last and are a pleasure to use.</p>
        <p className="actions">
          <a className="button" href="/products">
            See everything
          </a>
          <a className="button quiet" href="/categories">
            By category
          </a>
        </p>
      </div>
      {shop.artwork ? <Artwork /> : newest ? <Newest product={newest} /> : null}
    </section>
  );
}

function Artwork() {
  return (
    <picture className="hero-artwork">
      {/* On a wide screen it is cut to a box that is less wide than high: its height decides. */}
      <img
        src="/images/hero-1280.webp"
        srcSet="/images/hero-640.webp 640w, /images/hero-1280.webp 1280w"
        sizes="100vw"
        width={1280}
        height={640}
        alt=""
        // React 18 knows this attribute only in lower case.
        {...{ fetchpriority: 'high' }}
      />
    </picture>
  );
}

function Newest({ product: { slug, title, image } }: { product: Card }) {
  return (
    <a className="hero-picture" href={`/products/${encodeURIComponent(slug)}`}>
      <Picture
        file={image}
        alt={image?.alt || title}
        sizes="(min-width: 48rem) 60vw, 100vw"
        priority
      />
      <span className="hero-caption">New: {title}</span>
    </a>
  );
}
