import { z } from 'zod';
import { sampleRows } from '~/catalogue/import-work.server';
import { type Dialect, dialectSchema } from '~/catalogue/dialect';
import { guessMapping, type Mapping } from '~/catalogue/mapping';
import { CatalogueFileError, shownValue } from '~/catalogue/problem';
import { mappingIn } from '~/chosen-columns';
import { outcomes } from '~/models/catalogue-import';
import { type CatalogueImport, findMapping } from '~/models/catalogue-import.server';
import { tellFailedPictures } from '~/models/import-pictures.server';
import { listOutcomes, listProblems } from '~/models/import-report.server';
import { importSource } from '~/models/import-parts.server';

const kinds = ['problems', 'pictures', 'notes', ...outcomes] as const;

const viewSchema = z.object({
  show: z.enum(kinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** What a page shows of a file row by row, as its address says it; problems first, where there are any. */
export async function viewOf(file: CatalogueImport, search: URLSearchParams) {
  const { show, page } = viewSchema.parse(Object.fromEntries(search));
  const counts = { ...file, pictures: file.picturesFailed };
  const kind = show ?? kinds.find((one) => counts[one] > 0) ?? 'problems';
  if (kind === 'pictures') {
    return { kind, page, told: await tellFailedPictures(file.id, page), products: [] };
  }
  if (kind === 'problems' || kind === 'notes') {
    const told = await listProblems(file.id, kind === 'notes', page);
    return { kind, page, told, products: [] };
  }
  return { kind, page, told: null, products: await listOutcomes(file.id, kind, page) };
}

export type ImportView = Awaited<ReturnType<typeof viewOf>>;

/** Rows of a file that are shown. */
const SHOWN = 4;

/** A file's first rows, read as its address says, else as was found; and what its columns may become. */
export async function columnsOf(file: CatalogueImport, search: URLSearchParams) {
  const dialect = dialectOf(file, search);
  try {
    const [header, ...rows] = await sampleRows(importSource(file), dialect, SHOWN + 1);
    const names = header?.cells.map((name) => shownValue(name)) ?? [];
    const chosen = search.size > 0 ? mappingIn(search, names.length) : file.mapping;
    const mapping: Mapping = chosen ?? (await findMapping(names)) ?? guessMapping(names);
    const shown = rows.map(({ cells }) => cells.map((cell) => shownValue(cell).slice(0, 80)));
    return { dialect, mapping, sample: { names, rows: shown }, unread: null };
  } catch (error) {
    if (!(error instanceof CatalogueFileError)) throw error;
    return { dialect, mapping: [], sample: { names: [], rows: [] }, unread: error.message };
  }
}

function dialectOf(file: CatalogueImport, search: URLSearchParams): Dialect {
  const asked = { ...file.dialect, ...Object.fromEntries(search) };
  const found = dialectSchema.safeParse(asked).data ?? file.dialect;
  return found ?? { encoding: 'utf-8', delimiter: ',', decimal: '.' };
}
