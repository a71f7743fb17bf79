import { randomUUID } from 'node:crypto';
import { describePlan } from '~/db/schema/plan.server';
import { pushSchema } from '~/db/schema/push.server';

/** ms: a start waits for another's push, and for a database that others use. */
const patience = { lock: 60_000, table: 60_000, return: 20_000 };

/**
 * Brings a database to this version's schema, if nothing is destroyed by it.
 * @param actor who does so, for the record.
 * @throws Error that says why it was left as it is.
 */
export async function bringSchemaUp(databaseUrl: string, actor: string): Promise<void> {
  const request = { id: randomUUID(), actor, address: 'this machine' };
  const { state, detail, plan } = await pushSchema(databaseUrl, request, { patience });
  if (state === 'done') return;
  throw new Error(`${detail}${plan ? `\n\n${describePlan(plan)}` : ''}`);
}
