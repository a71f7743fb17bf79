import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** A row that is being dragged. */
export type RowDrag = {
  from: number;
  /** Where it would be put: before the row of this index, or behind the last. */
  gap: number;
  /** Pixels that it was moved sideways, in the direction of reading. */
  across: number;
};

/** Pixels from the window's edge, within which the page scrolls, and its speed by frame. */
const edge = 70;
const speed = 9;

/**
 * Rows that are dragged by a handle, with a mouse, a pen or a finger. The list's children are its rows. Whatever
 * can be dragged needs buttons that do the same: see WCAG 2.2, 2.5.7.
 * @returns the row under way, and what each row's handle takes. Escape calls it off.
 */
export function useRowDrag(list: RefObject<HTMLElement>, onDrop: (drag: RowDrag) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const begun = useRef<{ from: number; x: number } | null>(null);
  const pointer = useRef({ x: 0, y: 0 });

  const at = (): RowDrag | null => {
    if (!begun.current) return null;
    const { from, x } = begun.current;
    const rows = [...(list.current?.children ?? [])];
    const middles = rows.map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    const gap = middles.filter((middle) => middle < pointer.current.y).length;
    const sign = getComputedStyle(document.documentElement).direction === 'rtl' ? -1 : 1;
    return { from, gap, across: sign * (pointer.current.x - x) };
  };

  const dragging = drag !== null;
  useEffect(() => {
    if (!dragging) return;
    const callOff = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      begun.current = null;
      setDrag(null);
    };
    let frame = requestAnimationFrame(function scroll() {
      const { y } = pointer.current;
      if (y < edge) window.scrollBy(0, -speed);
      else if (y > window.innerHeight - edge) window.scrollBy(0, speed);
      frame = requestAnimationFrame(scroll);
    });
    window.addEventListener('keydown', callOff);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', callOff);
    };
  }, [dragging]);

  const track = (event: PointerEvent) => {
    pointer.current = { x: event.clientX, y: event.clientY };
  };
  const handle = (from: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      track(event);
      begun.current = { from, x: event.clientX };
      setDrag(at());
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!begun.current) return;
      track(event);
      setDrag(at());
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      track(event);
      const end = at();
      begun.current = null;
      setDrag(null);
      if (end) onDrop(end);
    },
    onPointerCancel: () => {
      begun.current = null;
      setDrag(null);
    },
  });
  return { drag, handle };
}

/** What a row says of itself to the styles while one of them is dragged. */
export function rowData(drag: RowDrag | null, index: number, last: boolean) {
  if (!drag) return {};
  return {
    'data-dragged': drag.from === index || undefined,
    'data-drop': drag.gap === index ? 'before' : last && drag.gap > index ? 'after' : undefined,
  };
}
