import { type ClipboardEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import {
  cellId,
  nameCells,
  type PasteDone,
  type useVariantRows,
} from '~/components/admin/use-variant-rows';
import { type PictureChoice, VariantRow } from '~/components/admin/variant-row';
import { isTable, readCells } from '~/models/pasted-cells';
import { describePaste, type Pasted, pasteInto, type Place } from '~/models/paste-variants';
import {
  columnName,
  type NumberRules,
  valueAt,
  type VariantColumn,
} from '~/models/variant-columns';

type Props = {
  formId: string;
  table: ReturnType<typeof useVariantRows>;
  /** Of the rows' element. */
  body: RefObject<HTMLTableSectionElement>;
  columns: VariantColumn[];
  pictures: PictureChoice[];
  /** By the fields' names: `variants[1].sku`. */
  errors: Record<string, string[]>;
  rules: NumberRules;
};

/** The variants as a table that is typed and pasted into as into a spreadsheet. */
export function VariantTable(props: Props) {
  const { formId, table, body, columns, pictures, errors, rules } = props;
  const { rows } = table;
  const [last, setLast] = useState<Place>();
  const [pasted, setPasted] = useState<{ done: PasteDone; said: string; typed: boolean }>();
  const [wrong, setWrong] = useState<Record<string, Record<string, string>>>({});
  const byRow = errorsByRow(errors);

  function placeOf(target: EventTarget): Place | null {
    if (!(target instanceof HTMLInputElement) || target.disabled) return null;
    const row = Number(/variants\[(\d+)\]/.exec(target.name)?.[1] ?? -1);
    const column = columns.findIndex((one) => columnName(one) === target.dataset.cell);
    return row < 0 || column < 0 ? null : { row, column };
  }

  function focus({ row, column }: Place): boolean {
    const at = columns[column];
    const cell = at && document.getElementById(cellId(formId, row, columnName(at)));
    if (!(cell instanceof HTMLInputElement)) return false;
    cell.focus();
    cell.select();
    return true;
  }

  function paste(cells: string[][], at: Place) {
    const before = table.typed();
    const result: Pasted = pasteInto(before, columns, cells, at, rules);
    const named = nameCells(result.cells, columns);
    const there = named.filter(({ row }) => row < before.length);
    const added = result.variants.slice(before.length);
    const keys = table.add(added);
    const keyOf = (row: number) => rows[row]?.key ?? keys[row - before.length] ?? '';
    table.fill(
      formId,
      there.map(({ row, name, after }) => ({ row, name, value: after })),
    );
    setWrong((known) => {
      const now = { ...known };
      for (const { row, name, label, wrong } of named) {
        const { [name]: _old, ...others } = now[keyOf(row)] ?? {};
        now[keyOf(row)] = wrong ? { ...others, [name]: `${label}: this ${wrong}.` } : others;
      }
      return now;
    });
    setPasted({
      done: {
        cells: there.map(({ row, ...cell }) => ({ key: keyOf(row), ...cell })),
        added: new Map(keys.map((key, index) => [key, JSON.stringify(added[index])])),
      },
      said: describePaste(result),
      typed: false,
    });
  }

  /** Takes back what was pasted wherever nothing else was typed since. */
  function undo() {
    if (!pasted) return;
    const { done } = pasted;
    const now = table.typed();
    const index = new Map(rows.map(({ key }, row) => [key, row]));
    const cells = done.cells.flatMap(({ key, name, before, after }) => {
      const row = index.get(key);
      const variant = row === undefined ? undefined : now[row];
      const column = columns.find((one) => columnName(one) === name);
      if (row === undefined || !variant || !column) return [];
      return valueAt(variant, column) === after ? [{ row, name, value: before }] : [];
    });
    table.fill(formId, cells);
    const untouched = [...done.added].filter(([key, then]) => {
      const variant = now[index.get(key) ?? -1];
      return (
        variant !== undefined &&
        columns.every(
          (column) =>
            valueAt(variant, column) === valueAt(JSON.parse(then) as typeof variant, column),
        )
      );
    });
    if (untouched.length > 0) table.remove(new Set(untouched.map(([key]) => key)));
    setWrong({});
    setPasted(undefined);
    if (last) focus(last);
  }

  function fillDown(at: Place) {
    const variant = table.typed()[at.row];
    const column = columns[at.column];
    if (!variant || !column || at.row + 1 >= rows.length) return;
    const value = valueAt(variant, column);
    paste(
      rows.slice(at.row + 1).map(() => [value]),
      { ...at, row: at.row + 1 },
    );
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { key, shiftKey, altKey, target } = event;
    const at = placeOf(target);
    if (!at || altKey || !(target instanceof HTMLInputElement)) return;
    const { row, column } = at;
    const command = event.ctrlKey || event.metaKey;
    if (command) {
      if (key === 'z' && !shiftKey && pasted && !pasted.typed) {
        event.preventDefault();
        undo();
      } else if (key === 'd' && !shiftKey) {
        event.preventDefault();
        fillDown(at);
      }
      return;
    }
    const { selectionStart, selectionEnd, value } = target;
    const whole = selectionStart === 0 && selectionEnd === value.length;
    const to: Place | null =
      key === 'ArrowDown' || (key === 'Enter' && !shiftKey)
        ? { row: row + 1, column }
        : key === 'ArrowUp' || key === 'Enter'
          ? { row: row - 1, column }
          : key === 'ArrowLeft' &&
              !shiftKey &&
              (whole || (selectionStart === 0 && selectionEnd === 0))
            ? { row, column: column - 1 }
            : key === 'ArrowRight' && !shiftKey && (whole || selectionStart === value.length)
              ? { row, column: column + 1 }
              : null;
    if (to && (focus(to) || key === 'Enter')) event.preventDefault();
  }

  function onPaste(event: ClipboardEvent<HTMLElement>) {
    const text = event.clipboardData.getData('text/plain');
    const at = placeOf(event.target);
    if (!at || !isTable(text)) return;
    event.preventDefault();
    paste(readCells(text), at);
  }

  /** What is typed into a cell is not what was wrong with it. */
  function onInput({ target }: { target: EventTarget }) {
    const at = placeOf(target);
    if (!at || !(target instanceof HTMLInputElement)) return;
    if (pasted && !pasted.typed) setPasted({ ...pasted, typed: true });
    const key = rows[at.row]?.key ?? '';
    const name = target.dataset.cell ?? '';
    if (wrong[key]?.[name] === undefined) return;
    const { [name]: _gone, ...others } = wrong[key];
    setWrong({ ...wrong, [key]: others });
  }

  const several = rows.length > 1;
  return (
    <>
      <div className="variant-paste">
        <p className="hint" id={`${formId}-paste-hint`}>
          {several
            ? 'Paste cells from a spreadsheet into any field. Enter and the arrow keys move between rows; Ctrl+D fills a value down.'
            : 'Paste rows from a spreadsheet into any field: more rows make more variants.'}
        </p>
        {several ? (
          <button
            type="button"
            className="button button-small"
            onClick={() => last && fillDown(last)}
            disabled={!last}
          >
            Fill down
          </button>
        ) : null}
      </div>
      <div role="status" className="paste-said">
        {pasted ? (
          <>
            <p>{pasted.said}</p>
            <button type="button" className="button button-small" onClick={undo}>
              Undo the paste
            </button>
          </>
        ) : null}
      </div>
      {/* The fields are what has the focus: these only hear what comes up from them. */}
      <div
        role="presentation"
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onInput={onInput}
        onFocus={({ target }) => {
          const at = placeOf(target);
          if (at) setLast(at);
        }}
      >
        <table className="variant-table" aria-describedby={`${formId}-paste-hint`}>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-visually">Variant</span>
              </th>
              {columns.map((column) => (
                <th scope="col" key={columnName(column)}>
                  {column.label}
                </th>
              ))}
              <th scope="col">Picture</th>
              <th scope="col">When out of stock</th>
              <th scope="col">Count</th>
              <th scope="col">
                <span className="hidden-visually">Order</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body} id={`${formId}-variants`} tabIndex={-1}>
            {rows.map(({ key, variant }, index) => (
              <VariantRow
                key={key}
                formId={formId}
                variant={variant}
                index={index}
                count={rows.length}
                columns={columns}
                pictures={pictures}
                errors={JSON.stringify({ ...byRow.get(index), ...wrong[key] })}
                onMove={table.move}
                onRemove={table.removeAt}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function errorsByRow(errors: Record<string, string[]>): Map<number, Record<string, string>> {
  const rows = new Map<number, Record<string, string>>();
  for (const [name, messages] of Object.entries(errors)) {
    const [, row, field] = /^variants\[(\d+)\](?:\.(.+))?$/.exec(name) ?? [];
    if (row === undefined) continue;
    const known = rows.get(Number(row)) ?? {};
    rows.set(Number(row), { ...known, [field ?? 'options']: messages.join(' ') });
  }
  return rows;
}
