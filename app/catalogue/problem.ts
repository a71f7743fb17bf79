/** Something in a file that is wrong (then its product is left as it was) or only worth knowing. */
export type Problem = {
  /** Of the file, from 1, also after fields of many lines. */
  line: number;
  /** As the file's header names it; '' where it is about the whole row. */
  column: string;
  /** What stands there, shortened; '' where there is nothing, or it is about the whole row. */
  value?: string;
  /** What is wrong and what to do. */
  reason: string;
};

/** The file as a whole can't be imported: nothing was written. The message is for the person who gave it. */
export class CatalogueFileError extends Error {
  override name = 'CatalogueFileError';
}

/** Characters of a value that are shown. */
const SHOWN = 200;

/** A cell's content as a problem shows it: in one line, shortened, without what can't be shown. */
export function shownValue(text: string | undefined): string {
  const line = (text ?? '').slice(0, SHOWN + 1).replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line.trim();
}

/** `Line 12, column Price: …` */
export function describeProblem({ line, column, reason }: Problem): string {
  return `Line ${line}${column && `, column ${column}`}: ${reason}`;
}
