import { Picture } from '~/components/picture';
import type { Card } from '~/models/card.server';
import { useShop } from '~/shop';

type Props = {
  /** The newest product that has a picture. */
  newest: Card | undefined;
  /** Whether there are categories to look through. */
  byCategory: boolean;
};

/** What the front page begins with: the shop's own picture, or its newest thing, or words alone. */
export function Hero({ newest, byCategory }: Props) {
  const { shop } = useShop();
  return (
    <section className={shop.artwork ? 'hero with-artwork' : newest ? 'hero with-newest' : 'hero'}>
      <div className="hero-words">
        <h1>{shop.tagline || shop.name}</h1>
        {shop.intro ? <p>{shop.intro}</p> : null}
        <p className="actions">
          <a className="button" href="/products">
            See everything
          </a>
          {byCategory ? (
            <a className="button quiet" href="/categories">
              By category
            </a>
          ) : null}
        </p>
      </div>
      {shop.artwork ? <Artwork /> : newest ? <Newest product={newest} /> : null}
    </section>
  );
}

/** public/images holds it, by day and by candlelight. */
function Artwork() {
  const renditions = (name: string) =>
    [640, 1280, 1920, 2560].map((width) => `/images/${name}-${width}.webp ${width}w`).join(', ');
  // Below 75rem its height decides: it is cut to what stands on the right.
  const sizes = '(min-width: 75rem) min(100vw, 108rem), (min-width: 48rem) 120vw, 177vw';
  return (
    <picture className="hero-artwork">
      <source
        media="(prefers-color-scheme: dark)"
        srcSet={renditions('hero-evening')}
        sizes={sizes}
      />
      <img
        src="/images/hero-1280.webp"
        srcSet={renditions('hero')}
        sizes={sizes}
        width={2560}
        height={1067}
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
        sizes="(min-width: 75rem) 45vw, 100vw"
        priority
      />
      <span className="hero-caption">New: {title}</span>
    </a>
  );
}
