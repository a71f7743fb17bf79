/** Something in a file that is wrong (then its product is left as it was) or only worth knowing. */
export type Problem = {
  /** Of the file, from 1, also after fields of many lines. */
  line: number;
  /** As the file's header names it; '' where it is about the whole row. */
  column: string;
  /** What is wrong and what to do. */
  reason: string;
};

/** The file as a whole can't be imported: nothing was written. The message is for the person who gave it. */
export class CatalogueFileError extends Error {
  override name = 'CatalogueFileError';
}

/** `Line 12, column Price: …` */
export function describeProblem({ line, column, reason }: Problem): string {
  return `Line ${line}${column && `, column ${column}`}: ${reason}`;
}
