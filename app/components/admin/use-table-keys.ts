import { useEffect, useRef } from 'react';

/** Keys of the table, and what they do. */
export const tableKeys = [
  ['j or ↓', 'the next product'],
  ['k or ↑', 'the product before'],
  ['Enter', 'open it'],
  ['x', 'choose it, or not'],
  ['/', 'search'],
  ['?', 'show these keys'],
] as const;

/**
 * Moves through the table by single keys. They work only while the keyboard is in the table, and never in a field, so
 * that they are in nobody's way (WCAG 2.2, 2.1.4).
 * @returns `table` for the table, `help` for the details that list the keys.
 */
export function useTableKeys() {
  const table = useRef<HTMLTableElement>(null);
  const help = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = table.current;
    const listener = (event: KeyboardEvent) => element && press(event, element, help.current);
    element?.addEventListener('keydown', listener);
    return () => element?.removeEventListener('keydown', listener);
  }, []);
  return { table, help };
}

function press(event: KeyboardEvent, table: HTMLElement, help: HTMLDetailsElement | null): void {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (!(target instanceof HTMLElement) || target.matches('input:not([type=checkbox]), select')) {
    return;
  }
  const rows = [...table.querySelectorAll<HTMLElement>('tbody tr:has(th)')];
  const index = rows.findIndex((row) => row.contains(target));
  const act = {
    j: () => linkOf(rows[index + 1])?.focus(),
    k: () => linkOf(rows[index - 1])?.focus(),
    x: () => rows[index]?.querySelector<HTMLElement>('.choose input')?.click(),
    '/': () => document.getElementById('q')?.focus(),
    '?': () => {
      if (!help) return;
      help.open = true;
      help.querySelector('summary')?.focus();
    },
    Enter: target.matches('[type=checkbox]') ? () => linkOf(rows[index])?.click() : undefined,
  };
  const alias = { ArrowDown: 'j', ArrowUp: 'k', X: 'x', J: 'j', K: 'k' } as const;
  const name = Object.hasOwn(alias, key) ? alias[key as keyof typeof alias] : key;
  const does = Object.hasOwn(act, name) ? act[name as keyof typeof act] : undefined;
  if (!does) return;
  event.preventDefault();
  does();
}

function linkOf(row: HTMLElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('th a') ?? null;
}
