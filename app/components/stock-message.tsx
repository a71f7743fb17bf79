type Props = {
  variant: { available: boolean; stock: number | null; backorder: boolean };
};

/** Below this many pieces the number is worth saying. */
const few = 5;

export function StockMessage({ variant: { available, stock, backorder } }: Props) {
  if (!available) return <p className="stock out">Sold out for now</p>;
  if (backorder) return <p className="stock later">Made again soon: order now, sent when ready</p>;
  if (stock !== null && stock <= few) return <p className="stock few">Only {stock} left</p>;
  return <p className="stock in">In stock, ready to send</p>;
}
