import { read, type Save } from '~/db.server';
import { saveProduct, type Saved } from '~/models/admin-product.server';
import { productFormSchema, toFields } from '~/models/product-form';
import { findState } from '~/models/product-history.server';
import { conflict, gone } from '~/models/product-refusal.server';
import { findEditable, toProductInput } from '~/models/editable-product.server';
import { shop } from '~/shop.server';

/** What was typed into a row of the table; undefined where the row has no such field. */
export type QuickEdit = {
  id: string;
  /** Of the product that the row showed. */
  version: number;
  price: string | undefined;
  stock: string | undefined;
};

/** What a row shows. */
export type Quick = { title: string; version: number; price: string; stock: string | null };

export type QuickRefused = {
  ok: false;
  status: 400 | 404 | 409;
  /** Beside the fields. */
  errors: { price?: string; stock?: string };
  message: string | null;
  /** Where somebody else changed the same: what it is now. */
  now: Quick | null;
};

/** The price and stock of a product that has one variant; null where it has more, or is gone. */
export async function getQuick(id: string, currency: string): Promise<Quick | null> {
  const product = await read((db) => findEditable(db, id));
  if (product?.variants.length !== 1) return null;
  const { title, variants } = toFields(toProductInput(product), shop.timeZone);
  const [variant] = variants ?? [];
  return {
    title: title ?? '',
    version: product.version,
    price: currency === product.currency ? (variant?.priceMinor ?? '') : '',
    stock: variant?.trackStock === 'on' ? (variant.stock ?? '') : null,
  };
}

/**
 * Saves the price and stock of a product with one variant, as its form would: by the same rules, merged with what
 * others changed elsewhere in it since, once under the key.
 */
export async function saveQuick(
  save: Save,
  { id, version, price, stock }: QuickEdit,
  currency: string,
): Promise<Saved | QuickRefused> {
  const { product, state } = await read(async (db) => {
    const found = await findEditable(db, id);
    return { product: found, state: found && (await findState(db, found, version)) };
  });
  if (!product) return refuse(404, gone.message);
  if (!state) return refuse(409, conflict.message, await getQuick(id, currency));
  const fields = toFields(toProductInput({ id, version, ...state }), shop.timeZone);
  const [variant] = fields.variants ?? [];
  if (!variant || fields.variants?.length !== 1) {
    return refuse(409, 'This product has several variants: open it to change them.');
  }
  if (price !== undefined && fields.currency !== currency) {
    return refuse(
      409,
      `The prices of this product are in ${fields.currency}: open it to change them.`,
    );
  }
  if (price !== undefined) variant.priceMinor = price;
  if (stock !== undefined && variant.trackStock === 'on') variant.stock = stock;
  const parsed = productFormSchema({ currency, timeZone: shop.timeZone }).safeParse(fields);
  if (!parsed.success) {
    const messages = new Map(
      parsed.error.issues.map(({ path, message }) => [path.join('.'), message]),
    );
    const errors = {
      price: messages.get('variants.0.priceMinor'),
      stock: messages.get('variants.0.stock'),
    };
    const other = (errors.price ?? errors.stock) ? null : ([...messages.values()][0] ?? null);
    return { ok: false, status: 400, errors, message: other, now: null };
  }
  const saved = await saveProduct(save, { id, version, input: parsed.data });
  if (saved.ok) return saved;
  return refuse(
    saved.reason === 'not-found' ? 404 : 409,
    said(saved.reason) ?? saved.message,
    await getQuick(id, currency),
  );
}

function said(reason: string): string | null {
  if (reason === 'conflict') return 'Somebody else changed this since you looked.';
  return null;
}

function refuse(status: 404 | 409, message: string, now: Quick | null = null): QuickRefused {
  return { ok: false, status, errors: {}, message, now };
}
