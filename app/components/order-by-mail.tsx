import { optionSearch } from '~/choice';
import { formatMoney } from '~/money';
import { useShop } from '~/shop';

type Props = {
  title: string;
  slug: string;
  currency: string;
  variant: { options: string[]; sku: string | null; priceMinor: number; available: boolean };
};

/** How to buy, as long as the shop has no cart: a letter with everything in it already. */
export function OrderByMail({ title, slug, currency, variant }: Props) {
  const { shop, origin } = useShop();
  if (!shop.email) return <p className="order-note">This shop doesn’t take orders online yet.</p>;
  const name = [title, ...variant.options].join(', ');
  const search = variant.options.length > 0 ? optionSearch(variant.options) : '';
  const body = [
    variant.available
      ? 'Hello, I would like to order:'
      : 'Hello, please tell me when this is back:',
    '',
    name,
    ...(variant.sku ? [`SKU ${variant.sku}`] : []),
    formatMoney(variant.priceMinor, currency, shop.locale),
    `${origin}/products/${encodeURIComponent(slug)}${search}`,
    '',
    ...(variant.available ? ['Quantity: 1', 'Send it to: '] : []),
  ].join('\r\n');
  const subject = variant.available ? `Order: ${name}` : `Tell me when it is back: ${name}`;
  return (
    <div className="order">
      <a
        className={variant.available ? 'button' : 'button quiet'}
        href={`mailto:${shop.email}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
      >
        {variant.available ? 'Order by e-mail' : 'Ask when it is back'}
      </a>
      <p className="order-note">
        Opens a letter to {shop.email} with all of this filled in. We answer with the total and how
        to pay.
      </p>
    </div>
  );
}
