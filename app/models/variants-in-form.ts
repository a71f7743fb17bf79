import type { VariantFields } from '~/models/product-form';

const texts = [
  'id', 'sku', 'barcode', 'priceMinor', 'compareAtMinor', 'trackStock', 'stock', 'weightGrams', 'outOfStock', 'image',
] as const satisfies (keyof VariantFields)[]; // prettier-ignore

const nameOf = /^variants\[(\d{1,4})\]\.(?:(\w+)|options\[([0-2])\])$/;

/** The variants that a form's fields hold, in the order of their numbers. */
export function variantsIn(form: FormData): VariantFields[] {
  const rows = new Map<number, VariantFields>();
  for (const [name, value] of form) {
    const [, row, field, option] = nameOf.exec(name) ?? [];
    if (row === undefined || typeof value !== 'string') continue;
    const variant = rows.get(Number(row)) ?? {};
    rows.set(Number(row), variant);
    const known = texts.find((text) => text === field);
    if (known) variant[known] = value;
    else if (option !== undefined) {
      variant.options = (variant.options ?? ['', '', '']).with(Number(option), value);
    }
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, variant]) => variant);
}

/** Puts variants in the place of those that a form holds. */
export function setVariants(form: FormData, variants: VariantFields[]): void {
  for (const name of [...form.keys()]) if (name.startsWith('variants[')) form.delete(name);
  variants.forEach((variant, row) => {
    for (const field of texts) {
      const value = variant[field];
      if (value !== undefined) form.append(`variants[${row}].${field}`, value);
    }
    variant.options?.forEach((value, option) =>
      form.append(`variants[${row}].options[${option}]`, value),
    );
  });
}
