import { getInputProps } from '@conform-to/react';
import { Field } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import type { ProductFields } from '~/models/product-form';
import { useShop } from '~/shop';

type Props = {
  fields: { [Name in keyof Required<ProductFields>]: ProductMeta<ProductFields[Name]> };
};

/** Whether customers see the product, and what it is found by. */
export function OrganiseFields({ fields }: Props) {
  const { timeZone } = useShop().shop;
  return (
    <>
      <section className="panel stack" aria-labelledby="visibility">
        <h2 id="visibility">In the shop</h2>
        <Field label="Status" field={fields.status} hint="Customers see active products only.">
          <select
            id={fields.status.id}
            name={fields.status.name}
            defaultValue={fields.status.initialValue}
            aria-describedby={fields.status.descriptionId}
          >
            <option value="draft">Draft</option>
            <option value="active">Active</option>
            <option value="archived">Archived</option>
          </select>
        </Field>
        <Field
          label={`Visible from (${timeZone})`}
          field={fields.publishedAt}
          hint="A time to come schedules an active product: customers see it from that moment on. Left empty: from when it is first active."
        >
          <input
            {...getInputProps(fields.publishedAt, { type: 'datetime-local' })}
            aria-describedby={fields.publishedAt.descriptionId}
          />
        </Field>
        <input
          type="hidden"
          name={fields.publishedAtStored.name}
          value={fields.publishedAtStored.initialValue ?? ''}
        />
        <Field
          label={`Visible until (${timeZone})`}
          field={fields.publishedUntil}
          hint="At that moment an active product is archived by itself. Left empty: until somebody does it. A time that is past means now."
        >
          <input
            {...getInputProps(fields.publishedUntil, { type: 'datetime-local' })}
            aria-describedby={fields.publishedUntil.descriptionId}
          />
        </Field>
        <input
          type="hidden"
          name={fields.publishedUntilStored.name}
          value={fields.publishedUntilStored.initialValue ?? ''}
        />
      </section>
      <section className="panel stack" aria-labelledby="organise">
        <h2 id="organise">Found by</h2>
        <Field label="Type" field={fields.type}>
          <input {...getInputProps(fields.type, { type: 'text' })} placeholder="Mug" />
        </Field>
        <Field label="Vendor" field={fields.vendor}>
          <input {...getInputProps(fields.vendor, { type: 'text' })} autoComplete="off" />
        </Field>
        <Field label="Tags" field={fields.tags} hint="Separated by commas.">
          <input
            {...getInputProps(fields.tags, { type: 'text' })}
            aria-describedby={fields.tags.descriptionId}
          />
        </Field>
      </section>
    </>
  );
}
