import { type FieldMetadata, getInputProps } from '@conform-to/react';
import { Field } from '~/components/admin/field';
import { slugify } from '~/models/product';

type Text = FieldMetadata<string | undefined>;
type Props = { of: 'product' | 'category'; title: Text; slug: Text };

/** What something is called, and the address that it has in the shop. */
export function TitleFields({ of, title, slug }: Props) {
  return (
    <>
      <Field label="Title" field={title}>
        <input {...getInputProps(title, { type: 'text' })} autoComplete="off" />
      </Field>
      <Field
        label="Address"
        field={slug}
        hint={`The last part of the ${of}’s web address. Left empty, it is made of the title.`}
      >
        <input
          {...getInputProps(slug, { type: 'text' })}
          placeholder={title.value ? slugify(title.value) : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    </>
  );
}
