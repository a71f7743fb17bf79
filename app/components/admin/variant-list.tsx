import { type FormMetadata, getInputProps } from '@conform-to/react';
import { Field, FieldErrors } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import { VariantItem } from '~/components/admin/variant-item';
import { useHydrated } from '~/components/admin/use-hydrated';
import { usePlaceInList } from '~/components/admin/use-place-in-list';
import { imageKey, type ProductFields } from '~/models/product-form';

type Props = {
  form: FormMetadata<ProductFields>;
  fields: Pick<
    { [Name in keyof Required<ProductFields>]: ProductMeta<ProductFields[Name]> },
    'options' | 'variants' | 'images'
  >;
  currency: string;
};

const examples = ['Size', 'Colour', 'Glaze'];

/** What customers choose by, and what they can choose. */
export function VariantList({ form, fields, currency }: Props) {
  const hydrated = useHydrated();
  const { variants, options, images } = fields;
  const optionFields = [0, 1, 2].map((index) => options.getFieldList()[index]);
  const names = optionFields.map((option) => option?.value?.trim() ?? '');
  const list = variants.getFieldList();
  const { list: place, goTo } = usePlaceInList<HTMLDivElement>(list.map(({ key }) => key ?? ''));
  const pictures = images.getFieldList().map((image, index) => {
    const key = imageKey({ id: image.value?.id, fileId: image.value?.fileId });
    const alt = image.value?.alt?.trim();
    return { key, text: alt ? `${index + 1}: ${alt}` : `Picture ${index + 1}` };
  });
  return (
    <section className="panel stack" aria-labelledby={`${variants.id}-title`}>
      <h2 id={`${variants.id}-title`}>Price, stock and variants</h2>
      <fieldset className="stack" id={options.id}>
        <legend>Options</legend>
        <p className="hint">
          What customers choose by, up to three. Leave them empty for a product that comes in one
          kind.
        </p>
        <div className="field-row">
          {optionFields.map((option, index) =>
            option ? (
              <Field key={option.key} label={`Option ${index + 1}`} field={option}>
                <input
                  {...getInputProps(option, { type: 'text' })}
                  placeholder={examples[index]}
                  autoComplete="off"
                />
              </Field>
            ) : null,
          )}
        </div>
        <FieldErrors field={options} />
        {hydrated ? null : (
          <p>
            <button
              className="button"
              {...form.reorder.getButtonProps({ name: variants.name, from: 0, to: 0 })}
            >
              Use these options
            </button>
          </p>
        )}
      </fieldset>
      <FieldErrors field={variants} />
      <div id={variants.id} className="stack" ref={place} tabIndex={-1}>
        {list.map((variant, index) => (
          <VariantItem
            key={variant.key}
            form={form}
            variant={variant}
            listName={variants.name}
            index={index}
            count={list.length}
            optionNames={names}
            pictures={pictures}
            currency={currency}
            goTo={goTo}
          />
        ))}
      </div>
      <p>
        <button
          className="button"
          {...form.insert.getButtonProps({
            name: variants.name,
            defaultValue: {
              options: ['', '', ''],
              priceMinor: list.at(-1)?.value?.priceMinor ?? '',
              trackStock: 'on',
              stock: '0',
              outOfStock: 'deny',
            },
          })}
          onClick={() => goTo(list.length)}
        >
          Add a variant
        </button>
      </p>
    </section>
  );
}
