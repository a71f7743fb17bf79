import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard's place in a list whose buttons move, disable or remove themselves when they are pressed.
 * @param keys the items' keys, in their order.
 * @returns `list` for the element whose children are the items; `goTo(index)` to follow an item there,
 *   once the list has changed. An item that is not there any more leads to the last one.
 */
export function usePlaceInList<Item extends HTMLElement>(keys: string[]) {
  const list = useRef<Item>(null);
  const wanted = useRef<number | null>(null);
  const order = keys.join();
  useEffect(() => {
    const index = wanted.current;
    wanted.current = null;
    if (index === null || !list.current) return;
    const items = list.current.children;
    const item = items[Math.min(index, items.length - 1)];
    const field = item?.querySelector<HTMLElement>('input:not([type=hidden]), button:enabled');
    (field ?? list.current).focus();
  }, [order]);
  return {
    list,
    goTo: (index: number) => {
      wanted.current = index;
    },
  };
}
