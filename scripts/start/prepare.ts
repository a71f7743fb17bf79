/** The parts of a start that need the shop's own TypeScript, in a process of their own: `schema` or `seed`. */
import { classify } from '../../app/db/errors.server';
import { bringSchemaUp } from '../../app/db/schema/bring-up.server';

const url = process.env.DATABASE_URL ?? '';
const task = process.argv[2];

try {
  if (task === 'schema') await bringSchemaUp(url, 'start');
  else tell({ signIn: await (await import('../../prisma/seed')).seed() });
} catch (error) {
  tell({ error: { message: wordsOf(error), code: classify(error).code } });
}
process.disconnect();

function tell(outcome: object): void {
  process.send?.(outcome);
}

/** Prisma shows the code around its call first; what the database said comes last. */
function wordsOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name.startsWith('Prisma') ? (message.trim().split('\n').at(-1) ?? '') : message;
}
