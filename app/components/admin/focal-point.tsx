import { getInputProps } from '@conform-to/react';
import { type PointerEvent, useRef } from 'react';
import { FieldErrors } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import { focusData, Picture, type PictureFile } from '~/components/picture';
import type { ImageFields } from '~/models/product-form';
import type { Focus } from '~/models/product';

type Props = {
  /** 'picture 2'. */
  name: string;
  file: PictureFile;
  fields: { [Name in 'focusX' | 'focusY']: ProductMeta<ImageFields[Name]> };
  focus: Focus;
  onFocus: (focus: Focus) => void;
};

/** What must be seen where the shop cuts a picture: by pointing at it, or by two sliders, which work by themselves. */
export function FocalPoint({ name, file, fields, focus, onFocus }: Props) {
  const sliders = useRef<HTMLDivElement>(null);
  const { focusX, focusY } = fields;
  const inputs = () => [...(sliders.current?.querySelectorAll('input') ?? [])];

  function read() {
    const [x, y] = inputs();
    onFocus({ x: Number(x?.value), y: Number(y?.value) });
  }

  function point(event: PointerEvent<HTMLElement>) {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = inputs();
    if (!x || !y || x.matches(':disabled')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    x.value = String(Math.round(((event.clientX - box.left) / box.width) * 10) * 10);
    y.value = String(Math.round(((event.clientY - box.top) / box.height) * 10) * 10);
    // As typing does, so that drafts and the question before leaving know of it.
    x.dispatchEvent(new Event('input', { bubbles: true }));
  }

  return (
    <details className="more focal">
      <summary>Focal point</summary>
      <p className="hint">What stays in sight where the shop cuts the picture. Point at it.</p>
      <div className="focal-row">
        <span
          role="presentation"
          className="focal-whole"
          onPointerDown={point}
          onPointerMove={point}
        >
          <Picture file={{ ...file, focus: undefined }} alt="" sizes="16rem" />
          <span className="focal-mark" {...focusData(focus)} />
        </span>
        <span className="focal-cut" aria-hidden="true">
          <Picture file={{ ...file, focus }} alt="" sizes="16rem" />
        </span>
      </div>
      <div className="field-row" ref={sliders} onInput={read}>
        <Slider of={name} from="left" field={focusX} />
        <Slider of={name} from="top" field={focusY} />
      </div>
      <FieldErrors field={focusX} />
      <FieldErrors field={focusY} />
    </details>
  );
}

type SliderProps = { of: string; from: 'left' | 'top'; field: ProductMeta<string | undefined> };

/** In the tenths that the style sheet knows. */
function Slider({ of, from, field }: SliderProps) {
  return (
    <label>
      <span className="hint">From the {from}</span>
      <input
        {...getInputProps(field, { type: 'range' })}
        min={0}
        max={100}
        step={10}
        aria-label={`Focal point of ${of}, per cent from the ${from}`}
      />
    </label>
  );
}
