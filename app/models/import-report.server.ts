import type { ImportOutcome } from '~/db/generated/enums';
import { read } from '~/db.server';
import { PROBLEMS } from '~/models/catalogue-import';

/** Products of an import with one outcome, a page of them in the order of the file. */
export function listOutcomes(importId: string, outcome: ImportOutcome, page: number) {
  return read((db) =>
    db.importProduct.findMany({
      where: { importId, outcome },
      orderBy: { number: 'asc' },
      skip: (page - 1) * PROBLEMS.page,
      take: PROBLEMS.page,
      select: { number: true, line: true, handle: true, productId: true },
    }),
  );
}

/** A page of what is wrong, or of what is only worth knowing, in the order of the file. */
export function listProblems(importId: string, isNote: boolean, page: number) {
  return read((db) =>
    db.importProblem.findMany({
      where: { importId, isNote },
      orderBy: [{ line: 'asc' }, { number: 'asc' }],
      skip: (page - 1) * PROBLEMS.page,
      take: PROBLEMS.page,
    }),
  );
}

/** What is told of a file after a place in it, for a file of problems. */
export function listProblemsAfter(
  importId: string,
  after: { line: number; number: number },
  limit: number,
) {
  const { line, number } = after;
  return read((db) =>
    db.importProblem.findMany({
      where: {
        importId,
        line: { gte: line },
        OR: [{ line: { gt: line } }, { number: { gt: number } }],
      },
      orderBy: [{ line: 'asc' }, { number: 'asc' }],
      take: limit,
    }),
  );
}
