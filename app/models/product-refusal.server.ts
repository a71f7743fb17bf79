import { KeyReuseError, read } from '~/db.server';
import { constraintOf } from '~/models/constraint.server';
import { type MadeBefore, madeBefore } from '~/models/made-before.server';
import { type ProductInput } from '~/models/product';

export type ProductRefusal = {
  ok: false;
  /** 'conflict': someone else saved it since. 'duplicate': something of it can't stand beside what is stored. */
  reason: 'conflict' | 'not-found' | 'duplicate';
  /** Where in the input, as forms name it: 'slug', 'variants[0].sku'. */
  field?: string;
  /** For the person who saves. */
  message: string;
};

export type SaveRefused = Omit<ProductRefusal, 'reason'> & {
  reason: ProductRefusal['reason'] | 'key-used';
  /** What the key was used for. */
  made?: MadeBefore | null;
};

/** Thrown, so that the transaction it happens in ends with nothing written. */
export class ProductRefused extends Error {
  override name = 'ProductRefused';
  constructor(readonly refusal: ProductRefusal) {
    super(refusal.message);
  }
}

export const gone: ProductRefusal = {
  ok: false,
  reason: 'not-found',
  message:
    'This product is gone: someone deleted it. Bring it back from the bin, where it lies for 30 days.',
};
export const conflict: ProductRefusal = {
  ok: false,
  reason: 'conflict',
  message:
    'Someone else saved this product since you opened it. Look at what changed, then save again.',
};

/** Where the beginning is the one that is stored: the form has none. */
export const endsFirst: ProductRefusal = {
  ok: false,
  reason: 'duplicate',
  field: 'publishedUntil',
  message: 'It would end before it begins. Choose a later time, or leave it empty.',
};

/**
 * Why `writeProduct` was refused, or null where the error is of another kind.
 * Asks the database, so call it after the transaction has ended.
 */
export async function refusalOf(
  error: unknown,
  { id, input }: { id?: string; input: ProductInput },
): Promise<ProductRefusal | null> {
  if (error instanceof ProductRefused) return error.refusal;
  switch (constraintOf(error)) {
    case 'product_slug_key':
      return {
        ok: false,
        reason: 'duplicate',
        field: 'slug',
        message: `Another product has the address ${input.slug}. Choose another one.`,
      };
    case 'variant_sku_key':
      return takenSku(input, id);
    case 'product_category_category_id_fkey':
      return {
        ok: false,
        reason: 'not-found',
        field: 'categoryIds',
        message: 'One of the categories is gone: someone deleted it. Choose again.',
      };
    case 'product_image_file_id_fkey':
      return {
        ok: false,
        reason: 'not-found',
        field: 'images',
        message: 'The file of one of the images is gone. Upload it again.',
      };
    case 'product_pkey':
      return { ok: false, reason: 'duplicate', message: 'This product is there already.' };
    default:
      return null;
  }
}

async function takenSku(input: ProductInput, id: string | undefined): Promise<ProductRefusal> {
  const skus = input.variants.flatMap(({ sku }) => sku ?? []);
  const owner = await read((db) =>
    db.variant.findFirst({
      where: { sku: { in: skus }, ...(id && { productId: { not: id } }) },
      select: { sku: true, product: { select: { title: true } } },
    }),
  );
  const index = input.variants.findIndex(({ sku }) => sku !== null && sku === owner?.sku);
  return {
    ok: false,
    reason: 'duplicate',
    field: index === -1 ? 'variants' : `variants[${index}].sku`,
    message: owner
      ? `“${owner.product.title}” has the SKU ${owner.sku ?? ''} already. Choose another one.`
      : 'Another product had one of these SKUs a moment ago. Save again.',
  };
}

/**
 * What a save came to, or why it was refused.
 * @throws what is no refusal.
 */
export async function orRefused<Done>(work: () => Promise<Done>): Promise<Done | SaveRefused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProductRefused) return error.refusal;
    return keyUsed(error);
  }
}

/** @throws the error where it is another. */
export function keyUsed(error: unknown): SaveRefused {
  if (!(error instanceof KeyReuseError)) throw error;
  return {
    ok: false,
    reason: 'key-used',
    made: madeBefore(error),
    message:
      'This form was saved once already, and you changed it since. Look at what is saved now, then save again.',
  };
}
