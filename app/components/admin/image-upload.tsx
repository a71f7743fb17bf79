import type { FormMetadata } from '@conform-to/react';
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { ProductMeta } from '~/components/admin/product-form';
import type { PictureFile } from '~/components/picture';
import { useHydrated } from '~/components/admin/use-hydrated';
import type { ImageFields, ProductFields } from '~/models/product-form';
import type { action } from '~/routes/admin.images';

type Props = {
  form: FormMetadata<ProductFields>;
  images: ProductMeta<ImageFields[] | undefined>;
  onStored: (files: PictureFile[]) => void;
};

/** Adds pictures: at once where the browser can, else with the button, else with Save. */
export function ImageUpload({ form, images, onStored }: Props) {
  const hydrated = useHydrated();
  const fetcher = useFetcher<typeof action>();
  const input = useRef<HTMLInputElement>(null);
  const added = useRef<typeof fetcher.data>();

  useEffect(() => {
    const upload = fetcher.data;
    if (!upload || added.current === upload) return;
    added.current = upload;
    onStored(upload.images);
    const known = new Set(images.getFieldList().map((image) => image.value?.fileId));
    for (const { id } of upload.images) {
      if (!known.has(id)) {
        form.insert({ name: images.name, defaultValue: { fileId: id, alt: '' } });
      }
    }
  }, [fetcher.data, form, images, onStored]);

  function send() {
    const body = new FormData();
    // The form's key covers its pictures too.
    const key = input.current?.form?.querySelector<HTMLInputElement>('input[name="key"]');
    body.append('key', key?.value ?? '');
    for (const file of input.current?.files ?? []) body.append('uploads', file);
    if (input.current) input.current.value = '';
    fetcher.submit(body, {
      method: 'post',
      action: '/admin/images',
      encType: 'multipart/form-data',
    });
  }

  const sending = fetcher.state !== 'idle';
  return (
    <div className="field">
      <label htmlFor={`${images.id}-uploads`}>Add pictures</label>
      <input
        id={`${images.id}-uploads`}
        ref={input}
        type="file"
        name="uploads"
        multiple
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        onChange={hydrated ? send : undefined}
        disabled={sending}
        aria-describedby={`${images.id}-uploads-hint`}
      />
      <p className="hint" id={`${images.id}-uploads-hint`}>
        JPEG, PNG, WebP, AVIF or GIF, each up to 20 MB. Several at once are fine.
      </p>
      {hydrated ? null : (
        <p>
          <button className="button" name="intent" value="upload">
            Add the chosen pictures
          </button>
        </p>
      )}
      <div role="status">
        {sending ? 'Uploading…' : null}
        {fetcher.data?.problems.map((problem) => (
          <p className="field-error" key={problem}>
            {problem}
          </p>
        ))}
      </div>
    </div>
  );
}
