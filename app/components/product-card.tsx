import { Picture } from '~/components/picture';
import { Price } from '~/components/price';
import type { Card } from '~/models/card.server';

type Props = {
  product: Omit<Card, 'id' | 'vendor'>;
  /** 3 where products are a section's own part, 2 where they are the page's. */
  level?: 2 | 3;
  priority?: boolean;
  besideFilters?: boolean;
};

/** A card cuts its picture to 4 by 5, so that a square one is a quarter wider than the card. */
const sizes =
  '(min-width: 140rem) 34rem, (min-width: 90rem) 27rem, (min-width: 62rem) 28vw, (min-width: 51rem) 39vw, 57vw';
const sizesBesideFilters =
  '(min-width: 140rem) 27rem, (min-width: 90rem) 20rem, (min-width: 70rem) 29vw, (min-width: 51rem) 39vw, 57vw';

function ProductCard({ product, level = 3, priority = false, besideFilters = false }: Props) {
  const Title = `h${level}` as const;
  return (
    <li className={product.available ? 'card' : 'card sold-out'}>
      <Picture
        file={product.image}
        alt={product.image?.alt || product.title}
        sizes={besideFilters ? sizesBesideFilters : sizes}
        priority={priority}
      />
      {product.available ? null : <span className="badge">Sold out</span>}
      {product.available && product.onSale ? <span className="badge sale">Sale</span> : null}
      <Title className="card-title">
        <a href={`/products/${encodeURIComponent(product.slug)}`}>{product.title}</a>
      </Title>
      <p>
        <Price
          minor={product.priceMin}
          currency={product.currency}
          compareAt={product.compareAt}
          from={product.priceMax > product.priceMin}
        />
      </p>
    </li>
  );
}

/** Cards in the shop's grid; `eager` of them are in sight at once. */
export function ProductGrid({
  products,
  eager = 0,
  ...as
}: {
  products: Props['product'][];
  eager?: number;
} & Pick<Props, 'level' | 'besideFilters'>) {
  return (
    <ul className="plain grid">
      {products.map((product, index) => (
        <ProductCard key={product.slug} product={product} priority={index < eager} {...as} />
      ))}
    </ul>
  );
}
