import { useEffect, useState } from 'react';
import { BULK_FORM } from '~/components/admin/bulk-bar';

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
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const boxes = document.querySelectorAll<HTMLInputElement>(
        `input[form="${BULK_FORM}"][name="id"]:checked`,
      );
      if (boxes.length > 0) setIds(new Set(Array.from(boxes, ({ value }) => value)));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return { ids, choose, chooseNone: () => setIds(new Set()) };
}
