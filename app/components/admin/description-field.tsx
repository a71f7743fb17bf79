import type { FieldMetadata } from '@conform-to/react';
import { useRef } from 'react';
import { Field } from '~/components/admin/field';
import { MarkdownToolbar } from '~/components/admin/markdown-toolbar';
import { TextPreview } from '~/components/admin/text-preview';

type Props = { field: FieldMetadata<string | undefined>; rows: number };

/** A text in Markdown, and how the shop shows it. */
export function DescriptionField({ field, rows }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <Field
        label="Description"
        field={field}
        hint="Markdown: **bold**, *italic*, - lists, [links](https://…)."
      >
        <MarkdownToolbar of={field.id} field={area} />
        <textarea
          ref={area}
          id={field.id}
          name={field.name}
          defaultValue={field.initialValue}
          rows={rows}
          aria-describedby={field.descriptionId}
          aria-invalid={field.errors ? true : undefined}
        />
      </Field>
      <TextPreview label="Preview of the description">
        {({ html }) =>
          html === '' ? (
            <p className="hint">Nothing is written yet.</p>
          ) : (
            <>
              {/* What is written begins below a page's sections. */}
              <h2 className="hidden-visually">The description in the shop</h2>
              <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
            </>
          )
        }
      </TextPreview>
    </>
  );
}
