import { textOf } from '~/form-text';
import { readCells } from '~/models/pasted-cells';
import { describePaste, namedColumns, pasteInto } from '~/models/paste-variants';
import { planVariants, type VariantPlan, valuesIn } from '~/models/plan-variants';
import { variantColumns } from '~/models/variant-columns';
import { currencyIn } from '~/models/product-form';
import { setVariants, variantsIn } from '~/models/variants-in-form';
import { shop } from '~/shop.server';

/** What was done to the variants of a form that nothing was saved of, for people. */
export type VariantsChanged = { said: string; plan: Omit<VariantPlan, 'variants'> | null };

/** Bytes of a paste: 2,048 rows of nine full cells. */
const MOST_TEXT = 5_000_000;

/**
 * What the page's scripts do to the variants at a button, for those without: fills cells in, or makes variants of the
 * options' values. Changes the form.
 * @returns null for any other intent.
 */
export function changeVariants(form: FormData, intent: string): VariantsChanged | null {
  if (intent === 'paste') return fillIn(form);
  if (intent !== 'plan' && intent !== 'make') return null;
  const options = [0, 1, 2].map((place) => ({
    name: textOf(form, `options[${place}]`),
    values: valuesIn(textOf(form, `optionValues[${place}]`)),
  }));
  const planned = planVariants(options, variantsIn(form));
  if (typeof planned === 'string') return { said: planned, plan: null };
  const { variants, ...plan } = planned;
  if (intent === 'plan') {
    return { said: 'This is what making the variants would do. Nothing is changed yet.', plan };
  }
  setVariants(form, variants);
  for (const [place, { values }] of options.entries()) {
    form.set(`optionValuesOpened[${place}]`, values.join('\n'));
  }
  return { said: 'The variants are made. Nothing is saved yet: look at them, then save.', plan };
}

function fillIn(form: FormData): VariantsChanged {
  const text = textOf(form, 'pasteText');
  if (text.trim() === '') return { said: 'Nothing was pasted: the field is empty.', plan: null };
  if (text.length > MOST_TEXT) {
    return {
      said: 'That is more than a product’s variants hold. Paste less at a time.',
      plan: null,
    };
  }
  const names = [0, 1, 2].map((place) => textOf(form, `options[${place}]`).trim());
  const currency = currencyIn(form.get('currency'), shop.currency);
  const columns = variantColumns(names, currency);
  const cells = readCells(text);
  const named = namedColumns(cells[0] ?? [], columns);
  const pasted = pasteInto(
    variantsIn(form),
    named ?? columns,
    named ? cells.slice(1) : cells,
    { row: 0, column: 0 },
    { locale: shop.locale, currency },
  );
  setVariants(form, pasted.variants);
  form.delete('pasteText');
  return { said: describePaste(pasted), plan: null };
}
