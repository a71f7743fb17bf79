import Papa from 'papaparse';

/**
 * The cells of a table as spreadsheets put it into the clipboard (tabs between cells, cells with line breaks in
 * quotes), or as a CSV file has it.
 * @returns rows of cells, trimmed, at least one of each.
 */
export function readCells(text: string): string[][] {
  const whole = withoutLastBreaks(text.replace(/^\uFEFF/, ''));
  const { data } = Papa.parse<string[]>(whole, { delimiter: delimiterOf(whole) });
  const rows = data.map((row) => row.map((cell) => cell.trim()));
  return rows.length > 0 ? rows : [['']];
}

/** Whether a text is more than what one field takes by itself. */
export function isTable(text: string): boolean {
  return /[\t\r\n]/.test(withoutLastBreaks(text));
}

/** Looked for from the end: a pattern would go through breaks in the middle again from each of them. */
function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n' || text[end - 1] === '\r') end -= 1;
  return text.slice(0, end);
}

/** `12,50`: one cell of a column of prices. */
const decimal = /^[^\d"]*\d[\d.'’\s]*,\d{1,2}\D*$/;

/** Tabs if there are any; commas only where they can't be the decimal commas of one column. */
function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t';
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line !== '');
  if (lines.every((line) => line.includes(';'))) return ';';
  return lines.every((line) => !line.includes(',') || decimal.test(line)) ? '\t' : ',';
}
