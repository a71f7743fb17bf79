/** The parts of a start that need the shop's own TypeScript, in a process of their own: `schema` or `seed`. */
import { pushSchema } from '../../app/db/schema.server';

const url = process.env.DATABASE_URL ?? '';
const task = process.argv[2];

try {
  if (task === 'schema') tell({ pushed: await pushSchema(url, 'start') });
  else tell({ signIn: await (await import('../../prisma/seed')).seed() });
} catch (error) {
  const { message, code } = error as { message?: unknown; code?: unknown };
  tell({ error: { message: String(message), code: typeof code === 'string' ? code : undefined } });
}
process.disconnect();

function tell(outcome: object): void {
  process.send?.(outcome);
}
