import { type Parsed, plainNumber } from '~/catalogue/cells';
import { type Field } from '~/catalogue/columns';
import { cellOf, type Header, problemAt, type Row } from '~/catalogue/header';
import { type Problem } from '~/catalogue/problem';

/** Fields whose numbers are written in the manner of the file. */
const numbers = new Set<Field>(['price', 'compareAt', 'stock', 'grams', 'weight']);

/** Reads the cells of one product's rows, and gathers what is wrong with them. */
export class CellReader {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];

  constructor(readonly header: Header) {}

  has(field: Field): boolean {
    return this.header.fields.has(field);
  }

  /** Trimmed; undefined where the file has no such column. */
  text(row: Row, field: Field): string | undefined {
    return cellOf(row, this.header, field)?.trim();
  }

  /** `empty` for an empty cell; `missing` where the file has no such column or the cell is wrong. */
  value<Value, Missing, Empty>(
    row: Row,
    field: Field,
    parse: (text: string) => Parsed<Value>,
    { missing, empty }: { missing: Missing; empty: Empty },
  ): Value | Missing | Empty {
    const text = this.text(row, field);
    if (text === undefined) return missing;
    if (text === '') return empty;
    const parsed = parse(numbers.has(field) ? plainNumber(text, this.header.decimal) : text);
    if ('value' in parsed) return parsed.value;
    this.refuse(row, field, parsed.reason);
    return missing;
  }

  refuse(row: Row, field: Field | '', reason: string): void {
    this.problems.push(problemAt(row, this.header, field || undefined, reason));
  }

  warn(row: Row, field: Field, reason: string): void {
    this.warnings.push(problemAt(row, this.header, field, reason));
  }
}
