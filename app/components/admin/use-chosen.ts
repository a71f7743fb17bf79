import { useState } from 'react';
import { BULK_FORM } from '~/components/admin/bulk-bar';
import { useBrowserLayoutEffect } from '~/components/admin/use-browser-layout-effect';

/** Ids of the products that are chosen, on whatever page; also those whose boxes were checked before the page's scripts came. */
export function useChosen() {
  const [ids, setIds] = useState<Set<string>>(new Set());
  const choose = (some: string[], chosen: boolean) =>
    setIds((before) => {
      const after = new Set(before);
      for (const id of some) {
        if (chosen) after.add(id);
        else after.delete(id);
      }
      return after;
    });
  // Read before React puts the boxes to what it knows of them.
  useBrowserLayoutEffect(() => {
    const boxes = document.querySelectorAll<HTMLInputElement>(
      `input[form="${BULK_FORM}"][name="id"]:checked`,
    );
    const early = Array.from(boxes, ({ value }) => value);
    if (early.length === 0) return;
    const frame = requestAnimationFrame(() => setIds(new Set(early)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return { ids, choose, chooseNone: () => setIds(new Set()) };
}
