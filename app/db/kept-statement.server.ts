import { Prisma } from '~/db/generated/client';

/**
 * A statement that connections keep, parsed and planned, under its name: for those that pages ask all the time and
 * whose best plan is the same whatever is asked for. A name belongs to one text.
 */
export function kept(name: string, statement: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(`/* kept: ${name} */`)} ${statement}`;
}

/** The name of a statement that `kept` made; '' for any other. */
export function nameOfKept({ sql }: { sql: string }): string {
  return /^\/\* kept: ([\w ]+) \*\//.exec(sql)?.[1] ?? '';
}
