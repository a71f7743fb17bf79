import type { FormMetadata } from '@conform-to/react';
import { useMemo, useRef } from 'react';
import { FieldErrors } from '~/components/admin/field';
import { intentButton } from '~/components/admin/intent-button';
import { OptionFields } from '~/components/admin/option-fields';
import { PasteFallback } from '~/components/admin/paste-fallback';
import type { ProductMeta } from '~/components/admin/product-form';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useVariantRows } from '~/components/admin/use-variant-rows';
import { VariantTable } from '~/components/admin/variant-table';
import { newVariant } from '~/models/paste-variants';
import {
  emptyProduct,
  imageKey,
  type ProductFields,
  type VariantFields,
} from '~/models/product-form';
import { variantColumns } from '~/models/variant-columns';
import { useShop } from '~/shop';

type Props = {
  form: FormMetadata<ProductFields>;
  fields: { [Name in keyof Required<ProductFields>]: ProductMeta<ProductFields[Name]> };
  currency: string;
};

/** What customers choose by, and what they can choose. */
export function VariantList({ form, fields, currency }: Props) {
  const hydrated = useHydrated();
  const { locale, currency: usual } = useShop().shop;
  const { variants, options, images } = fields;
  const body = useRef<HTMLTableSectionElement>(null);
  const initial = (variants.initialValue ?? emptyProduct.variants ?? []) as VariantFields[];
  const table = useVariantRows(initial, body);
  const names = JSON.stringify(
    [0, 1, 2].map((index) => options.getFieldList()[index]?.value?.trim() ?? ''),
  );
  const columns = useMemo(
    () => variantColumns(JSON.parse(names) as string[], currency),
    [names, currency],
  );
  const shown = JSON.stringify(
    images.getFieldList().map((image, index) => {
      const key = imageKey({ id: image.value?.id, fileId: image.value?.fileId });
      const alt = image.value?.alt?.trim();
      return { key, text: alt ? `${index + 1}: ${alt}` : `Picture ${index + 1}` };
    }),
  );
  const pictures = useMemo(() => JSON.parse(shown) as { key: string; text: string }[], [shown]);
  return (
    <section
      className={`variants ${table.rows.length > 1 ? 'variants-many ' : ''}panel stack`}
      aria-labelledby={`${variants.id}-title`}
    >
      <h2 id={`${variants.id}-title`}>Price, stock and variants</h2>
      <OptionFields fields={fields} initial={initial} typed={table.typed} onMake={table.replace} />
      <FieldErrors field={variants} />
      {currency === usual ? null : (
        <p className="hint">
          The prices of this product are in {currency}, and stay so. A file with a column Currency
          can bring it others.
        </p>
      )}
      <VariantTable
        formId={form.id}
        table={table}
        body={body}
        columns={columns}
        pictures={pictures}
        errors={form.allErrors}
        rules={{ locale, currency }}
      />
      <p>
        <button
          className="button"
          {...intentButton('insert', {
            name: variants.name,
            defaultValue: newVariant(table.rows.at(-1)?.variant),
          })}
          onClick={(event) => {
            event.preventDefault();
            table.goTo(table.rows.length);
            table.add([newVariant(table.typed().at(-1))]);
          }}
        >
          Add a variant
        </button>
      </p>
      {hydrated ? null : <PasteFallback columns={columns} field={fields.pasteText} />}
    </section>
  );
}
