import type { FormMetadata } from '@conform-to/react';
import { useBeforeUnload } from '@remix-run/react';
import { useCallback, useRef } from 'react';
import type { ProductMeta } from '~/components/admin/product-form';
import { UploadList } from '~/components/admin/upload-list';
import { useBroughtFiles } from '~/components/admin/use-brought-files';
import { useHeldSave } from '~/components/admin/use-held-save';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useUploads } from '~/components/admin/use-uploads';
import type { PictureFile } from '~/components/picture';
import type { ImageFields, ProductFields } from '~/models/product-form';

type Props = {
  form: FormMetadata<ProductFields>;
  images: ProductMeta<ImageFields[] | undefined>;
  onStored: (files: PictureFile[]) => void;
};

/** Adds pictures: chosen, dropped or pasted, at once where the browser can; else with the button, else with Save. */
export function ImageUpload({ form, images, onStored }: Props) {
  const hydrated = useHydrated();
  const place = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const uploads = useUploads((file) => {
    onStored([file]);
    const known = images.getFieldList().some((image) => image.value?.fileId === file.id);
    if (!known) form.insert({ name: images.name, defaultValue: { fileId: file.id, alt: '' } });
  });
  const underWay = uploads.list.some(({ state }) => state !== 'refused');
  const failed = uploads.list.some(({ state }) => state === 'refused');
  const held = useHeldSave(place, { underWay, failed });
  useBeforeUnload(
    useCallback(
      (event) => {
        if (underWay) event.preventDefault();
      },
      [underWay],
    ),
  );

  function add(files: Iterable<File>) {
    // Who may not change the product has a form that is switched off.
    if (!input.current || input.current.matches(':disabled')) return;
    // The form's key covers its pictures too.
    const key = input.current.form?.querySelector<HTMLInputElement>('input[name="key"]');
    uploads.add(files, key?.value ?? '');
  }
  const over = useBroughtFiles(add);

  return (
    <div className="field" ref={place} data-over={over || undefined}>
      <label htmlFor={`${images.id}-uploads`}>Add pictures</label>
      <input
        id={`${images.id}-uploads`}
        ref={input}
        type="file"
        name="uploads"
        multiple
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        onChange={
          hydrated
            ? ({ target }) => {
                add([...(target.files ?? [])]);
                target.value = '';
              }
            : undefined
        }
        aria-describedby={`${images.id}-uploads-hint`}
      />
      <p className="hint" id={`${images.id}-uploads-hint`}>
        JPEG, PNG, WebP, AVIF or GIF, each up to 20 MB. Several at once are fine
        {hydrated ? '; so is dropping them on this page, or pasting one.' : '.'}
      </p>
      {hydrated ? null : (
        <p>
          <button className="button" name="intent" value="upload">
            Add the chosen pictures
          </button>
        </p>
      )}
      <UploadList uploads={uploads} held={held} />
    </div>
  );
}
