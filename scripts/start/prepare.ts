/** The parts of a start that need the shop's own TypeScript, in a process of their own: `schema` or `seed`. */
import { existsSync } from 'node:fs';
import { pushSchema } from '../../app/db/schema.server';

type SignIn = { email: string; password: string };

const url = process.env.DATABASE_URL ?? '';
const task = process.argv[2];

try {
  if (task === 'schema') tell({ pushed: await pushSchema(url, 'start') });
  else tell({ signIn: await plantDemo() });
} catch (error) {
  const { message, code } = error as { message?: unknown; code?: unknown };
  tell({ error: { message: String(message), code: typeof code === 'string' ? code : undefined } });
}
process.disconnect();

async function plantDemo(): Promise<SignIn | null> {
  const file = new URL('../../prisma/seed.ts', import.meta.url);
  if (!existsSync(file)) return null;
  const { seed } = (await import(file.href)) as { seed: () => Promise<SignIn | null> };
  return seed();
}

function tell(outcome: object): void {
  process.send?.(outcome);
}
