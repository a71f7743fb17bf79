import { inBatches } from '~/catalogue/batches';
import { type CatalogueFile, type Group, readGroups, surveyFile } from '~/catalogue/groups.server';
import { type ImportOptions, ImportRun, type Outcome } from '~/catalogue/import-run.server';
import { type Problem } from '~/catalogue/problem';

/** Products looked up at a time: few round trips, little memory. */
const BATCH = 100;

/** A part of the file that was dealt with. */
export type Batch = {
  /** The number of its last group. */
  upTo: number;
  /** All that the file has, each handle once. */
  products: number;
  outcomes: Outcome[];
  problems: Problem[];
  warnings: Problem[];
};

/**
 * Brings the shop's products to what a product CSV says, by handle, a part after the other; whoever asks for no
 * more parts ends it. Each product is written whole or not at all; those that are as the file says already are not
 * written.
 * @throws CatalogueFileError where the file can't be read: nothing is written then.
 */
export async function* importInBatches(
  file: CatalogueFile,
  options: ImportOptions,
): AsyncGenerator<Batch> {
  const survey = await surveyFile(file);
  const { from = 0 } = options;
  const { products, scattered } = survey;
  const run = new ImportRun(survey.header, options);
  yield { upTo: from, products, outcomes: [], problems: survey.problems, warnings: [] };
  for await (const groups of inBatches(after(from, readGroups(file, survey.header)), BATCH)) {
    const first = groups[0]?.number ?? 0;
    const upTo = groups.at(-1)?.number ?? 0;
    const known = await options.written?.(first, upTo);
    await run.importBatch(
      groups.filter(({ number, handle }) => !scattered.has(handle) && !known?.has(number)),
    );
    for (const { number, handle, rows } of groups) {
      if (scattered.get(handle) !== number) continue;
      const line = rows[0]?.line ?? 0;
      run.outcomes.push({ number, line, handle, outcome: 'refused', productId: null });
    }
    yield { upTo, products, ...run.take() };
  }
}

async function* after(from: number, groups: AsyncIterable<Group>): AsyncGenerator<Group> {
  for await (const group of groups) if (group.number > from) yield group;
}

export type ImportReport = {
  created: number;
  changed: number;
  unchanged: number;
  /** Products left as they were, because of their problems. */
  refused: number;
  /** In the order of their lines. */
  problems: Problem[];
  warnings: Problem[];
};

type OnProgress = {
  /** Called with the products looked at so far, and all there are. */
  onProgress?: (done: number, total: number) => void;
};

/** All of `importInBatches`, and what came of it. */
export async function importCatalogue(
  file: CatalogueFile,
  { onProgress, ...options }: ImportOptions & OnProgress,
): Promise<ImportReport> {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  let done = 0;
  for await (const batch of importInBatches(file, options)) {
    for (const { outcome } of batch.outcomes) counts[outcome] += 1;
    problems.push(...batch.problems);
    warnings.push(...batch.warnings);
    done += batch.outcomes.length;
    onProgress?.(done, batch.products);
  }
  const byLine = (a: Problem, b: Problem) => a.line - b.line;
  return { ...counts, problems: problems.sort(byLine), warnings: warnings.sort(byLine) };
}
