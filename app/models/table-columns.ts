/** Columns of the product table that one may show, in their order, beside the product itself. */
export const columns = {
  status: 'Status',
  vendor: 'Vendor',
  type: 'Type',
  tags: 'Tags',
  stock: 'Stock',
  price: 'Price',
  edited: 'Edited',
} as const;

export type Column = keyof typeof columns;

const usual: Column[] = ['status', 'stock', 'price', 'edited'];

const COOKIE = 'holdfast_columns';

/** Those named that there are, in their order. */
export function knownColumns(names: string[]): Column[] {
  return (Object.keys(columns) as Column[]).filter((name) => names.includes(name));
}

/** The columns that a browser's person chose; else the usual ones. */
export function columnsOf(cookies: string | null): Column[] {
  const [, chosen] =
    new RegExp(`(?:^|;\\s*)${COOKIE}=([a-z.]{0,100})(?:;|$)`).exec(cookies ?? '') ?? [];
  return chosen === undefined ? usual : knownColumns(chosen.split('.'));
}

/**
 * The Set-Cookie header that keeps a choice for a year. A cookie, for a phone has room for other columns than a desk,
 * and nothing has to be asked of the database.
 */
export function columnsCookie(chosen: Column[]): string {
  return `${COOKIE}=${chosen.join('.')}; Path=/admin; Max-Age=31536000; HttpOnly; SameSite=Lax`;
}
