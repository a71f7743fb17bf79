import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Lets the keyboard, and what reads aloud, begin at a page that came in place of another without a load; also at
 * the same page when what had the focus is gone, as after a save.
 * @returns the ref of the page's main element.
 */
export function usePageFocus() {
  const main = useRef<HTMLElement>(null);
  const { key, pathname, hash } = useLocation();
  const shown = useRef({ key, pathname });
  useEffect(() => {
    const before = shown.current;
    shown.current = { key, pathname };
    // A link to a place on the page leads there by itself.
    if (before.key === key || hash !== '') return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost || before.pathname !== pathname) main.current?.focus({ preventScroll: true });
  }, [key, pathname, hash]);
  return main;
}
