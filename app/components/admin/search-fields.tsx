import { type FieldMetadata, getInputProps } from '@conform-to/react';
import { Field } from '~/components/admin/field';
import { SearchResult } from '~/components/admin/search-result';
import { TextPreview } from '~/components/admin/text-preview';

type Text = FieldMetadata<string | undefined>;

/** What search engines are told, and how they may show it. */
export function SearchFields({ title, description }: { title: Text; description: Text }) {
  return (
    <section className="panel stack" aria-labelledby="search-engines">
      <h2 id="search-engines">For search engines</h2>
      <Field label="Title in results" field={title} hint="Left empty, the product’s title is used.">
        <input {...getInputProps(title, { type: 'text' })} />
      </Field>
      <Field
        label="Description in results"
        field={description}
        hint="Two sentences. Left empty, the description’s beginning is used."
      >
        <textarea
          id={description.id}
          name={description.name}
          defaultValue={description.initialValue}
          rows={3}
          aria-describedby={description.descriptionId}
        />
      </Field>
      <TextPreview label="Preview of the result">
        {({ result }) => <SearchResult result={result} />}
      </TextPreview>
    </section>
  );
}
