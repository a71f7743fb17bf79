import { readCsv } from '~/catalogue/csv-file.server';
import type { CsvSource } from '~/catalogue/csv-source.server';
import { detectDialect } from '~/catalogue/detect.server';
import type { Dialect } from '~/catalogue/dialect';
import type { CatalogueFile } from '~/catalogue/groups.server';
import { columnNames, type Row } from '~/catalogue/header';
import { type ImportOptions } from '~/catalogue/import-run.server';
import { importInBatches } from '~/catalogue/import.server';
import { guessMapping, isKnownHeader } from '~/catalogue/mapping';
import { CatalogueFileError } from '~/catalogue/problem';
import { type CatalogueImport, findMapping } from '~/models/catalogue-import.server';
import { importSource } from '~/models/import-parts.server';
import {
  endLease,
  findWritten,
  keepDialect,
  type Lease,
  recordBatch,
  recordWritten,
} from '~/models/import-lease.server';
import { shop } from '~/shop.server';

type Work = {
  lease: Lease;
  file: CatalogueImport;
  /** Groups that are dealt with. */
  position: number;
  /** Aborted when the work is to end after the part that it is at. */
  stop: AbortSignal;
};

/**
 * Does what is to be done for an import that this process has taken: checks its file, or imports it.
 * @returns whether it came to an end; false where it was told to stop.
 * @throws LeaseLost
 */
export async function workOn({ lease, file, position, stop }: Work): Promise<boolean> {
  try {
    const found = await findColumns(lease, file);
    if (!found) return true;
    const options: ImportOptions =
      lease.status === 'checking'
        ? { currency: shop.currency, dryRun: true }
        : {
            currency: shop.currency,
            actor: file.startedBy,
            importId: file.id,
            from: position,
            written: (first, last) => findWritten(lease, first, last),
            alongside: (tx, outcomes) => recordWritten(tx, lease, outcomes),
          };
    for await (const batch of importInBatches(found, options)) {
      await recordBatch(lease, batch);
      if (stop.aborted) return false;
    }
    const by = file.startedBy;
    await endLease(lease, lease.status === 'checking' ? { to: 'ready' } : { to: 'done', by });
  } catch (error) {
    if (!(error instanceof CatalogueFileError)) throw error;
    await endLease(lease, { to: 'failed', reason: error.message });
  }
  return true;
}

/** How the file is to be read; null where somebody has to say it first. */
async function findColumns(lease: Lease, file: CatalogueImport): Promise<CatalogueFile | null> {
  const source = importSource(file);
  if (file.dialect) return { source, dialect: file.dialect, mapping: file.mapping ?? undefined };
  const { dialect, guessed } = await detectDialect(source);
  const [header] = await sampleRows(source, dialect, 1);
  const names = header ? columnNames(source.name, header) : [];
  const remembered = await findMapping(names);
  const isClear = remembered !== null || isKnownHeader(names);
  // What a guess makes of the letters has to be looked at.
  if (guessed || (!isClear && names.length > 0)) {
    const mapping = remembered ?? guessMapping(names);
    await endLease(lease, { to: 'mapping', dialect, mapping });
    return null;
  }
  await keepDialect(lease, { dialect, mapping: remembered });
  return { source, dialect, mapping: remembered ?? undefined };
}

/** A file's first rows, the header first. @throws CatalogueFileError */
export async function sampleRows(
  source: CsvSource,
  dialect: Dialect,
  most: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readCsv(source, dialect)) {
    rows.push(row);
    if (rows.length >= most) break;
  }
  return rows;
}
