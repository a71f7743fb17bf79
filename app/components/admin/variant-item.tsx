import { type FieldName, type FormMetadata, getInputProps } from '@conform-to/react';
import { Field, FieldErrors } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import type { ProductFields, VariantFields } from '~/models/product-form';

type Props = {
  form: FormMetadata<ProductFields>;
  variant: ProductMeta<VariantFields>;
  listName: FieldName<VariantFields[] | undefined, ProductFields>;
  index: number;
  count: number;
  /** One for each of the three options; '' where there is none. */
  optionNames: string[];
  pictures: { key: string; text: string }[];
  currency: string;
  goTo: (index: number) => void;
};

/** One thing that can be bought. */
export function VariantItem(props: Props) {
  const { form, variant, listName, index, count, optionNames, currency, goTo } = props;
  const fields = variant.getFieldset();
  const values = fields.options.getFieldList();
  const inUse = optionNames.flatMap((name, at) =>
    name === '' ? [] : [{ name, field: values[at] }],
  );
  const chosen = inUse.flatMap(({ field }) => field?.value ?? []);
  const title = chosen.join(' / ') || (count === 1 ? 'Price and stock' : `Variant ${index + 1}`);
  const move = (to: number) => form.reorder.getButtonProps({ name: listName, from: index, to });
  return (
    <fieldset className="variant" id={variant.id}>
      <legend>{title}</legend>
      {fields.id.initialValue ? (
        <input type="hidden" name={fields.id.name} value={fields.id.initialValue} />
      ) : null}
      <div className="field-row" id={fields.options.id}>
        {inUse.map(({ name, field }) =>
          field ? (
            <Field key={field.name} label={name} field={field}>
              <input {...getInputProps(field, { type: 'text' })} autoComplete="off" />
            </Field>
          ) : null,
        )}
        {values.map((field, at) =>
          optionNames[at] === '' ? (
            // What was typed for an option that lost its name waits for it to get one again.
            <input
              key={field.name}
              type="hidden"
              name={field.name}
              value={field.initialValue ?? ''}
            />
          ) : null,
        )}
        <Field label={`Price, ${currency}`} field={fields.priceMinor}>
          <input
            {...getInputProps(fields.priceMinor, { type: 'text' })}
            inputMode="decimal"
            placeholder="12.50"
            autoComplete="off"
          />
        </Field>
        <Field label={`Compare at, ${currency}`} field={fields.compareAtMinor}>
          <input
            {...getInputProps(fields.compareAtMinor, { type: 'text' })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        <Field label="Stock" field={fields.stock}>
          <input
            {...getInputProps(fields.stock, { type: 'text' })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
        <Field label="SKU" field={fields.sku}>
          <input
            {...getInputProps(fields.sku, { type: 'text' })}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </div>
      <FieldErrors field={fields.options} />
      <details className="more" open={!props.variant.valid || undefined}>
        <summary>Barcode, weight, picture, out of stock</summary>
        <MoreFields fields={fields} pictures={props.pictures} />
      </details>
      {count === 1 ? null : (
        <div className="actions">
          <button
            className="button button-small"
            {...move(index - 1)}
            onClick={() => goTo(index - 1)}
            disabled={index === 0}
            aria-label={`Move ${title} up`}
          >
            ↑
          </button>
          <button
            className="button button-small"
            {...move(index + 1)}
            onClick={() => goTo(index + 1)}
            disabled={index === count - 1}
            aria-label={`Move ${title} down`}
          >
            ↓
          </button>
          <button
            className="button button-small"
            {...form.remove.getButtonProps({ name: listName, index })}
            onClick={() => goTo(index)}
            aria-label={`Remove ${title}`}
          >
            Remove
          </button>
        </div>
      )}
    </fieldset>
  );
}

type MoreProps = {
  fields: ReturnType<ProductMeta<VariantFields>['getFieldset']>;
  pictures: Props['pictures'];
};

function MoreFields({ fields, pictures }: MoreProps) {
  return (
    <div className="field-row">
      <Field label="Barcode" field={fields.barcode}>
        <input {...getInputProps(fields.barcode, { type: 'text' })} autoComplete="off" />
      </Field>
      <Field label="Weight, grams" field={fields.weightGrams}>
        <input
          {...getInputProps(fields.weightGrams, { type: 'text' })}
          inputMode="numeric"
          autoComplete="off"
        />
      </Field>
      <Field label="Picture" field={fields.image}>
        <select
          id={fields.image.id}
          name={fields.image.name}
          key={pictures.map(({ key }) => key).join()}
          defaultValue={fields.image.value}
        >
          <option value="">The product’s first</option>
          {pictures.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </Field>
      <Field label="When out of stock" field={fields.outOfStock}>
        <select
          id={fields.outOfStock.id}
          name={fields.outOfStock.name}
          defaultValue={fields.outOfStock.initialValue}
        >
          <option value="deny">Not for sale</option>
          <option value="continue">Sold on back order</option>
        </select>
      </Field>
      <div className="field">
        <label className="check">
          <input {...getInputProps(fields.trackStock, { type: 'checkbox' })} />
          Count the stock
        </label>
      </div>
    </div>
  );
}
