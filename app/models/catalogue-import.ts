import type { ImportOutcome, ImportStatus } from '~/db/generated/enums';

/** What the server and the browser both know of files of products that are brought in the browser. */

/** Bytes that are sent, kept and read at a time: what one file costs of memory. */
export const PART_BYTES = 1024 * 1024;

/** Pictures that are fetched for one file: more wait for `npm run catalogue:images`. */
export const PICTURES = { most: 50_000 };

/** Problems that are kept of one file, and shown on a page. */
export const PROBLEMS = { kept: 100_000, page: 50 };

export const outcomes = [
  'created',
  'changed',
  'unchanged',
  'refused',
] as const satisfies ImportOutcome[];

/** Whether the server is working on it. */
export function isWorking(status: ImportStatus): boolean {
  return status === 'checking' || status === 'running';
}

/** Whether it goes no further. */
export function isOver(status: ImportStatus): boolean {
  return status === 'done' || status === 'cancelled';
}

const words: Record<ImportStatus, string> = {
  uploading: 'Not here whole',
  mapping: 'Columns to be named',
  checking: 'Being checked',
  ready: 'Waiting for your word',
  running: 'Being imported',
  done: 'Imported',
  cancelled: 'Cancelled',
  failed: 'Can’t be read',
};

export function statusWords(status: ImportStatus): string {
  return words[status];
}

const units = ['bytes', 'kB', 'MB', 'GB'];

/** '3.4 MB' */
export function bytesText(bytes: number): string {
  const unit = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** unit;
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit] ?? ''}`;
}

/** What a browser calls a file, without folders and what can't be shown. */
export function fileNameOf(name: string): string {
  const last = name.replace(/^.*[\\/]/s, '').replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '');
  return last.trim().slice(0, 100) || 'products.csv';
}

/** How far an import has come, as its page is told again and again. */
export type ImportProgress = {
  status: ImportStatus;
  received: number;
  size: number | null;
  products: number;
  /** Products looked at. */
  done: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  problems: number;
  /** Pictures that are still to be fetched, that were, and that can't be. */
  picturesLeft: number;
  picturesStored: number;
  picturesFailed: number;
  /** Nobody works on it just now: what did has stopped, and another goes on within seconds. */
  waiting: boolean;
};
