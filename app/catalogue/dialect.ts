import { z } from 'zod';

/** How a file writes down its cells. */
export const encodings = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252 (Western European)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
} as const;

export const delimiters = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab' } as const;

export const decimals = { '.': 'Point, as in 12.50', ',': 'Comma, as in 12,50' } as const;

/** A first line that spreadsheets write, and take, for what divides the columns. */
export const separatorLine = /^\uFEFF?"?sep=(.)"?(?:[\r\n]|$)/i;

export type Encoding = keyof typeof encodings;
export type Delimiter = keyof typeof delimiters;
export type Decimal = keyof typeof decimals;

function oneOf<Name extends string>(names: Record<Name, string>) {
  return z.enum(Object.keys(names) as [Name, ...Name[]]);
}

export const dialectSchema = z.object({
  encoding: oneOf(encodings),
  delimiter: oneOf(delimiters),
  /** What stands before the decimals of prices and weights. */
  decimal: oneOf(decimals).default('.'),
});

export type Dialect = z.output<typeof dialectSchema>;

export const PLAIN: Dialect = { encoding: 'utf-8', delimiter: ',', decimal: '.' };
