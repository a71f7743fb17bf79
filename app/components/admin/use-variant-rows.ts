import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { PastedCell } from '~/models/paste-variants';
import type { VariantFields } from '~/models/product-form';
import { columnName, type VariantColumn } from '~/models/variant-columns';
import { variantsIn } from '~/models/variants-in-form';

/** A variant as it was when its row was shown: what is typed since is in the row's fields alone. */
export type VariantRowData = { key: string; variant: VariantFields };

/**
 * The rows of the variants' table. Their fields keep what is typed themselves, so that a key pressed in one renders
 * none of them; a change of the rows reads them first.
 */
export function useVariantRows(
  initial: VariantFields[],
  place: RefObject<HTMLTableSectionElement>,
) {
  const [rows, setRows] = useState<VariantRowData[]>(() =>
    initial.map((variant, index) => ({ key: variant.id ?? `opened-${index}`, variant })),
  );
  const [changes, setChanges] = useState(0);

  // As if typed: the form is unsaved, and its draft is kept.
  useEffect(() => {
    if (changes > 0) place.current?.dispatchEvent(new Event('input', { bubbles: true }));
  }, [changes, place]);

  // A button that moves or removes its own row leaves the keyboard in the row that is there then.
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const index = wanted.current;
    wanted.current = null;
    if (index === null || !place.current) return;
    const items = place.current.children;
    const item = items[Math.max(0, Math.min(index, items.length - 1))];
    item?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
  }, [rows, place]);

  const table = useMemo(() => {
    const typed = (): VariantFields[] => {
      const form = place.current?.closest('form');
      return form ? variantsIn(new FormData(form)) : [];
    };
    const set = (to: (rows: VariantRowData[]) => VariantRowData[]) => {
      const now = typed();
      setRows((rows) =>
        to(rows.map(({ key, variant }, index) => ({ key, variant: now[index] ?? variant }))),
      );
      setChanges((count) => count + 1);
    };
    return {
      typed,
      /** Puts the variants in the place of all there are, each row made anew. */
      replace: (variants: VariantFields[]) => {
        const rows = withKeys(variants);
        set(() => rows);
      },
      /** Puts the keyboard into a row once the rows have changed. */
      goTo: (index: number) => {
        wanted.current = index;
      },
      /** @returns their rows' keys */
      add: (variants: VariantFields[]): string[] => {
        const added = withKeys(variants);
        if (added.length > 0) set((rows) => [...rows, ...added]);
        return added.map(({ key }) => key);
      },
      remove: (keys: ReadonlySet<string>) =>
        set((rows) => rows.filter(({ key }) => !keys.has(key))),
      removeAt: (index: number) => {
        wanted.current = index;
        set((rows) => rows.toSpliced(index, 1));
      },
      move: (from: number, to: number) => {
        wanted.current = to;
        set((rows) => {
          const row = rows[from];
          return row ? rows.toSpliced(from, 1).toSpliced(to, 0, row) : rows;
        });
      },
      /** Puts values into fields that are there. */
      fill: (formId: string, cells: { row: number; name: string; value: string }[]) => {
        for (const { row, name, value } of cells) {
          const field = document.getElementById(cellId(formId, row, name));
          if (field instanceof HTMLInputElement) field.value = value;
        }
        setChanges((count) => count + 1);
      },
    };
  }, [place]);
  return { rows, ...table };
}

let made = 0;

function withKeys(variants: VariantFields[]): VariantRowData[] {
  return variants.map((variant) => ({ key: `made-${(made += 1)}`, variant }));
}

export function cellId(formId: string, row: number, name: string): string {
  return `${formId}-variants[${row}].${name}`;
}

/** What a paste did, so that it can be undone. */
export type PasteDone = {
  cells: { key: string; name: string; before: string; after: string }[];
  /** Rows that it made, and what they held then. */
  added: Map<string, string>;
};

export function nameCells(cells: PastedCell[], columns: VariantColumn[]) {
  return cells.flatMap(({ column, ...cell }) => {
    const at = columns[column];
    return at ? [{ ...cell, name: columnName(at), label: at.label }] : [];
  });
}
