import { z } from 'zod';
import { type Dialect, dialectSchema } from '~/catalogue/dialect';
import { type Mapping, mappingSchema } from '~/catalogue/mapping';
import type { Obstacle } from '~/components/admin/obstacle';
import { textOf } from '~/form-text';

/** What somebody chose for the columns of a file, and how it was read then. */
export type ChosenColumns = { dialect: Dialect; mapping: Mapping; names: string[] };

/** What an import's page is shown again with. */
export type ImportReply = {
  problem: string | null;
  obstacle: Obstacle | null;
  /** Of the next try. */
  key: string;
  /** None where the form is left as it is, or was another one. */
  chosen: ChosenColumns | null;
};

const namesSchema = z.array(z.string().max(200)).max(1_000);

/** What the form says that names a file's columns, `columns[0]` and `names[0]`; null where it is none of the shop's. */
export function chosenIn(form: FormData): ChosenColumns | null {
  const listed = (list: string) =>
    [...form.keys()]
      .filter((name) => name.startsWith(`${list}[`))
      .map((name) => textOf(form, name));
  const dialect = dialectSchema.safeParse(Object.fromEntries(form));
  const mapping = mappingSchema.safeParse(listed('columns'));
  const names = namesSchema.safeParse(listed('names'));
  if (!dialect.success || !mapping.success || !names.success) return null;
  return { dialect: dialect.data, mapping: mapping.data, names: names.data };
}

/** Whether what was chosen is for these columns. */
export function isFor(chosen: ChosenColumns, names: string[]): boolean {
  return chosen.names.join('\n') === names.join('\n');
}

/** The address of a page that reads the file that way, and shows what was chosen where there are as many columns. */
export function searchOf({ dialect, mapping }: ChosenColumns): string {
  return new URLSearchParams({ ...dialect, columns: mapping.join(' ') }).toString();
}

/** What such an address says of a file's columns; null where it is for another number of them, or says nothing. */
export function mappingIn(search: URLSearchParams, columns: number): Mapping | null {
  const mapping = mappingSchema.safeParse(search.get('columns')?.split(' ')).data;
  return mapping?.length === columns ? mapping : null;
}
