import { formatMoney } from '~/money';
import { useShop } from '~/shop';

type Props = {
  /** Minor units. */
  minor: number;
  currency: string;
  /** What it was before a sale. */
  compareAt?: number | null;
  /** Whether other variants cost more. */
  from?: boolean;
};

/** A price, with what it was before where it is on sale; said in words to who can't see. */
export function Price({ minor, currency, compareAt = null, from = false }: Props) {
  const { locale } = useShop().shop;
  const now = `${from ? 'From ' : ''}${formatMoney(minor, currency, locale)}`;
  if (compareAt === null || compareAt <= minor) return <span className="price">{now}</span>;
  return (
    <span className="price reduced">
      <span className="hidden-visually">Now </span>
      <ins>{now}</ins> <span className="hidden-visually">, was </span>
      <del>{formatMoney(compareAt, currency, locale)}</del>
    </span>
  );
}
