/**
 * Spreadsheets take a cell that begins with one of these for a formula, and run it. So an exported file puts an
 * apostrophe before it, and an imported one has it taken away again: docs/decisions/120-cells-that-are-no-formulas.md.
 */
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** A number is no formula, and other shops want to read it. */
const number = /^[+-]?\d+(\.\d+)?$/;

export function guard(cell: string): string {
  return formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
}

export function unguard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
