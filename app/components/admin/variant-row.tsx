import { memo, useState } from 'react';
import { intentButton } from '~/components/admin/intent-button';
import { useHydrated } from '~/components/admin/use-hydrated';
import { cellId } from '~/components/admin/use-variant-rows';
import type { VariantFields } from '~/models/product-form';
import { columnName, valueAt, type VariantColumn } from '~/models/variant-columns';

export type PictureChoice = { key: string; text: string };

type Props = {
  formId: string;
  variant: VariantFields;
  index: number;
  count: number;
  columns: VariantColumn[];
  pictures: PictureChoice[];
  /** What is wrong, by the fields' names within the variant, as JSON: one text is the same as another of its letters. */
  errors: string;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
};

const numeric = new Set(['priceMinor', 'compareAtMinor', 'stock', 'weightGrams']);

/** One thing that can be bought. It renders when it is another one, or at another place; never because of typing. */
export const VariantRow = memo(function VariantRow(props: Props) {
  const { formId, variant, index, count, columns, pictures, onMove, onRemove } = props;
  const errors = JSON.parse(props.errors) as Record<string, string>;
  // Each button that sends a form has the browser look through all its fields as it comes and goes: with hundreds of rows
  // for seconds. Where scripts made the row, none needs to send it.
  const [type] = useState<'button' | 'submit'>(useHydrated() ? 'button' : 'submit');
  const what = `variant ${index + 1}`;
  const of = count === 1 ? '' : `, ${what}`;
  const name = (field: string) => `variants[${index}].${field}`;
  const id = (field: string) => cellId(formId, index, field);
  const shown = new Set(columns.map(columnName));
  const wrong = (field: string) => ({
    'aria-invalid': errors[field] ? true : undefined,
    'aria-describedby': errors[field] ? `${id(field)}-error` : undefined,
  });
  const error = (field: string) =>
    errors[field] ? (
      <p className="field-error" id={`${id(field)}-error`}>
        {errors[field]}
      </p>
    ) : null;
  return (
    <tr id={`${formId}-variants[${index}]`}>
      <th scope="row" id={id('options')} tabIndex={-1}>
        <span className="variant-place">
          {count === 1 ? 'Price and stock' : <span className="variant-word">Variant </span>}
          {count === 1 ? null : index + 1}
        </span>
        {variant.id ? <input type="hidden" name={name('id')} value={variant.id} /> : null}
        {[0, 1, 2].map((option) =>
          shown.has(`options[${option}]`) ? null : (
            // What was typed for an option that lost its name waits for it to get one again.
            <input
              key={option}
              type="hidden"
              name={name(`options[${option}]`)}
              defaultValue={variant.options?.[option] ?? ''}
            />
          ),
        )}
        {error('options')}
      </th>
      {columns.map((column) => {
        const field = columnName(column);
        return (
          <td key={field} className={numeric.has(field) ? 'number' : undefined}>
            <label htmlFor={id(field)}>
              {column.label}
              <span className="hidden-visually">{of}</span>
            </label>
            <input
              id={id(field)}
              name={name(field)}
              defaultValue={valueAt(variant, column)}
              data-cell={field}
              autoComplete="off"
              spellCheck={field === 'sku' ? false : undefined}
              inputMode={
                field.endsWith('Minor') ? 'decimal' : numeric.has(field) ? 'numeric' : undefined
              }
              placeholder={field === 'priceMinor' ? '12.50' : undefined}
              {...wrong(field)}
            />
            {error(field)}
          </td>
        );
      })}
      <td>
        <label htmlFor={id('image')}>
          Picture<span className="hidden-visually">{of}</span>
        </label>
        <select id={id('image')} name={name('image')} defaultValue={variant.image ?? ''}>
          <option value="">The product’s first</option>
          {pictures.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
        {error('image')}
      </td>
      <td>
        <label htmlFor={id('outOfStock')}>
          When out of stock<span className="hidden-visually">{of}</span>
        </label>
        <select
          id={id('outOfStock')}
          name={name('outOfStock')}
          defaultValue={variant.outOfStock ?? 'deny'}
        >
          <option value="deny">Not for sale</option>
          <option value="continue">Sold on back order</option>
        </select>
        {error('outOfStock')}
      </td>
      <td className="variant-check">
        <label htmlFor={id('trackStock')}>
          Count the stock<span className="hidden-visually">{of}</span>
        </label>
        <input
          type="checkbox"
          id={id('trackStock')}
          name={name('trackStock')}
          defaultChecked={variant.trackStock === 'on'}
        />
      </td>
      {count === 1 ? null : (
        <td className="variant-buttons">
          <button
            type={type}
            className="button button-small"
            {...intentButton('reorder', {
              name: 'variants',
              from: index,
              to: Math.max(0, index - 1),
            })}
            onClick={(event) => {
              event.preventDefault();
              onMove(index, index - 1);
            }}
            disabled={index === 0}
            aria-label={`Move ${what} up`}
          >
            ↑
          </button>
          <button
            type={type}
            className="button button-small"
            {...intentButton('reorder', { name: 'variants', from: index, to: index + 1 })}
            onClick={(event) => {
              event.preventDefault();
              onMove(index, index + 1);
            }}
            disabled={index === count - 1}
            aria-label={`Move ${what} down`}
          >
            ↓
          </button>
          <button
            type={type}
            className="button button-small"
            {...intentButton('remove', { name: 'variants', index })}
            onClick={(event) => {
              event.preventDefault();
              onRemove(index);
            }}
            aria-label={`Remove ${what}`}
          >
            ✕
          </button>
        </td>
      )}
    </tr>
  );
});
