import { type FormMetadata, getInputProps } from '@conform-to/react';
import { type HTMLAttributes, useState } from 'react';
import { DragHandle } from '~/components/admin/drag-handle';
import { Field, FieldErrors } from '~/components/admin/field';
import { FocalPoint } from '~/components/admin/focal-point';
import { ImageUpload } from '~/components/admin/image-upload';
import type { ProductMeta } from '~/components/admin/product-form';
import { Picture, type PictureFile } from '~/components/picture';
import { usePlaceInList } from '~/components/admin/use-place-in-list';
import { rowData, useRowDrag } from '~/components/admin/use-row-drag';
import { CENTRE, type Focus } from '~/models/product';
import { imageKey, type ImageFields, type ProductFields } from '~/models/product-form';

type Props = {
  form: FormMetadata<ProductFields>;
  images: ProductMeta<ImageFields[] | undefined>;
  files: PictureFile[];
  /** Pictures that have just been uploaded. */
  onStored: (files: PictureFile[]) => void;
};

/** The product's pictures in their order, what they show in words, and new ones. */
export function ImageList({ form, images, files, onStored }: Props) {
  const list = images.getFieldList();
  const { list: place, goTo } = usePlaceInList<HTMLOListElement>(list.map(({ key }) => key ?? ''));
  const [moved, setMoved] = useState('');
  const tell = (from: number, to: number) =>
    setMoved(`Picture ${from + 1} is number ${to + 1} of ${list.length} now.`);
  const { drag, handle } = useRowDrag(place, ({ from, gap }) => {
    const to = gap > from ? gap - 1 : gap;
    if (to === from) return;
    form.reorder({ name: images.name, from, to });
    tell(from, to);
  });
  return (
    <section className="panel stack" aria-labelledby={`${images.id}-title`} id={images.id}>
      <h2 id={`${images.id}-title`}>Pictures</h2>
      <FieldErrors field={images} />
      {list.length === 0 ? (
        <p className="hint">
          None yet. The first picture is the one that lists show; people buy what they can see.
        </p>
      ) : null}
      <ol className="image-list" ref={place} tabIndex={-1} aria-labelledby={`${images.id}-title`}>
        {list.map((image, index) => (
          <li key={image.key} {...rowData(drag, index, index === list.length - 1)}>
            <ImageItem
              form={form}
              image={image}
              list={images}
              index={index}
              last={index === list.length - 1}
              files={files}
              goTo={goTo}
              onMove={(to) => {
                goTo(to);
                tell(index, to);
              }}
              handle={handle(index)}
            />
          </li>
        ))}
      </ol>
      <p className="hidden-visually" role="status">
        {moved}
      </p>
      <ImageUpload form={form} images={images} onStored={onStored} />
    </section>
  );
}

type ItemProps = {
  form: FormMetadata<ProductFields>;
  image: ProductMeta<ImageFields>;
  list: ProductMeta<ImageFields[] | undefined>;
  index: number;
  last: boolean;
  files: PictureFile[];
  goTo: (index: number) => void;
  onMove: (to: number) => void;
  handle: HTMLAttributes<HTMLElement>;
};

function ImageItem({ form, image, list, index, last, files, goTo, onMove, handle }: ItemProps) {
  const { id, alt, fileId, sourceUrl, focusX, focusY } = image.getFieldset();
  const [focus, setFocus] = useState<Focus>({
    x: Number(focusX.initialValue ?? CENTRE.x),
    y: Number(focusY.initialValue ?? CENTRE.y),
  });
  const file = files.find((known) => known.id === fileId.initialValue) ?? null;
  const name = `picture ${index + 1}`;
  const move = (to: number) => form.reorder.getButtonProps({ name: list.name, from: index, to });
  return (
    <>
      {[id, fileId, sourceUrl].map((field) =>
        field.initialValue ? (
          <input key={field.name} type="hidden" name={field.name} value={field.initialValue} />
        ) : null,
      )}
      <Picture
        file={file && { ...file, focus }}
        alt={alt.initialValue ?? imageKey({ id: id.initialValue, fileId: fileId.initialValue })}
        sizes="6rem"
        className="thumb"
      />
      <Field label={`What ${name} shows`} field={alt} hint="For people who can’t see it.">
        <input {...getInputProps(alt, { type: 'text' })} aria-describedby={alt.descriptionId} />
      </Field>
      {file === null && sourceUrl.initialValue ? (
        <p className="hint">Not fetched yet from {sourceUrl.initialValue}</p>
      ) : null}
      {file ? (
        <FocalPoint
          name={name}
          file={file}
          fields={{ focusX, focusY }}
          focus={focus}
          onFocus={setFocus}
        />
      ) : null}
      <FieldErrors field={image} />
      <div className="actions">
        <DragHandle {...handle} />
        <button
          className="button button-small"
          {...move(index - 1)}
          onClick={() => onMove(index - 1)}
          disabled={index === 0}
          aria-label={`Move ${name} earlier`}
        >
          ↑
        </button>
        <button
          className="button button-small"
          {...move(index + 1)}
          onClick={() => onMove(index + 1)}
          disabled={last}
          aria-label={`Move ${name} later`}
        >
          ↓
        </button>
        <button
          className="button button-small"
          {...form.remove.getButtonProps({ name: list.name, index })}
          onClick={() => goTo(index)}
          aria-label={`Remove ${name}`}
        >
          Remove
        </button>
      </div>
    </>
  );
}
