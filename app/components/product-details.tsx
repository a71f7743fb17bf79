type Props = {
  product: { vendor: string; type: string; tags: string[] };
  variant: { sku: string | null; weightGrams: number } | undefined;
};

export function ProductDetails({ product, variant }: Props) {
  const rows = [
    ['Maker', product.vendor],
    ['Kind', product.type],
    ['Weight', weight(variant?.weightGrams ?? 0)],
    ['Article', variant?.sku ?? ''],
  ].filter(([, value]) => value);
  if (rows.length === 0 && product.tags.length === 0) return null;
  return (
    <section className="details" aria-labelledby="details">
      <h2 id="details">Details</h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {product.tags.length > 0 ? (
        <ul className="plain tags">
          {product.tags.map((tag) => (
            <li key={tag}>
              <a className="tag" rel="nofollow" href={`/products?tag=${encodeURIComponent(tag)}`}>
                {tag}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** '850 g', '1.2 kg', or '' for 0. */
function weight(grams: number): string {
  if (grams === 0) return '';
  return grams < 1_000 ? `${grams} g` : `${Number((grams / 1_000).toFixed(2))} kg`;
}
