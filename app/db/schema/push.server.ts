import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { applyStatements, StatementFailed, TableBusy } from '~/db/schema/apply.server';
import { connect, connectionStringOf, leave, takeLock } from '~/db/schema/connection.server';
import { makePlan, type Plan } from '~/db/schema/plan.server';
import {
  beginRecord,
  cutDetail,
  endAbandoned,
  endRecord,
  findPush,
  listPushes,
  openBook,
  type PushRecord,
  recordPlan,
} from '~/db/schema/record.server';
import { readSchemaSources, type SchemaSources } from '~/db/schema/sources.server.js';

export type PushRequest = {
  /** A UUID: the same push sent again is not done again. */
  id: string;
  /** Who pushes, and from which address, for the record. */
  actor: string;
  address: string;
  /** The fingerprint of the plan that was read; has to be given when something would be destroyed. */
  accept?: string;
};

export type PushOutcome = {
  id: string;
  /** As in the record; `busy`: another push is under way; `unknown`: the record will tell. */
  state: PushRecord['state'] | 'busy' | 'unknown';
  detail: string;
  /** Where it was refused for what it would do. */
  plan?: Plan;
};

/** ms for: another push to end; a busy table to come free; the database to come back. */
export type Patience = { lock: number; table: number; return: number };
const usual: Patience = { lock: 5_000, table: 60_000, return: 20_000 };

/** The plan for the database at this URL. */
export async function planSchema(databaseUrl: string, folder?: string): Promise<Plan> {
  const connectionString = connectionStringOf(databaseUrl);
  const sources = await readSchemaSources(folder);
  const client = await connect(connectionString);
  try {
    return await makePlan(client, connectionString, sources);
  } finally {
    leave(client);
  }
}

/**
 * Brings a database to this version's schema, whole or not at all, and writes down what came of it.
 * @throws what connecting throws, where the database can't be asked at all.
 */
export async function pushSchema(
  databaseUrl: string,
  request: PushRequest,
  { patience = usual, folder }: { patience?: Patience; folder?: string } = {},
): Promise<PushOutcome> {
  const connectionString = connectionStringOf(databaseUrl);
  const sources = await readSchemaSources(folder);
  const client = await connect(connectionString);
  const push = new Push(client, connectionString, sources, request, patience);
  try {
    return await push.run();
  } catch (error) {
    if (!push.begun) throw error;
  } finally {
    leave(client);
  }
  return settle(connectionString, request.id, patience.return);
}

class Push {
  begun = false;

  constructor(
    private readonly client: pg.Client,
    private readonly connectionString: string,
    private readonly sources: SchemaSources,
    private readonly request: PushRequest,
    private readonly patience: Patience,
  ) {}

  async run(): Promise<PushOutcome> {
    const { client, request, sources } = this;
    const { id, actor, address } = request;
    const locked = await takeLock(client, this.patience.lock);
    if (locked) await openBook(client);
    const record = {
      id,
      actor,
      address,
      fingerprint: sources.fingerprint,
      rules: sources.rulesHash,
    };
    if (!(await beginRecord(client, record))) return this.#again(locked);
    if (!locked) {
      await this.#end('refused', 'Another push is under way. Wait until it is done.');
      return { id, state: 'busy', detail: 'Another push is under way. Wait until it is done.' };
    }
    this.begun = true;
    await endAbandoned(client, id);
    const plan = await makePlan(client, this.connectionString, sources);
    await recordPlan(client, id, plan);
    const refusal = refuse(plan, request.accept);
    if (refusal !== null) return { ...(await this.#end('refused', refusal)), plan };
    return this.#apply(plan);
  }

  async #apply({ statements }: Plan): Promise<PushOutcome> {
    const { id } = this.request;
    try {
      await applyStatements(this.client, { id, statements, patience: this.patience.table });
      return { id, state: 'done', detail: 'The database is as this version wants it.' };
    } catch (error) {
      if (!(error instanceof TableBusy || error instanceof StatementFailed)) throw error;
      return await this.#end('failed', error.message);
    }
  }

  async #end(state: 'refused' | 'failed', detail: string): Promise<PushOutcome> {
    await endRecord(this.client, this.request.id, state, detail);
    return { id: this.request.id, state, detail };
  }

  /** The same push once more is told what came of it; with the lock in hand, nobody works on it any more. */
  async #again(locked: boolean): Promise<PushOutcome> {
    const { id } = this.request;
    if (locked) await endAbandoned(this.client, null);
    const found = await findPush(this.client, id);
    return { id, state: found?.state ?? 'unknown', detail: found?.detail || 'It is under way.' };
  }
}

/** Why a plan may not be carried out; null when it may. */
function refuse(plan: Plan, accept: string | undefined): string | null {
  if (plan.obstacles.length > 0) {
    return 'Rows that are there make it fail, so nothing was tried. The plan says which.';
  }
  if (accept !== undefined && accept !== plan.fingerprint) {
    return 'The plan is another one than the fingerprint given is of, so nothing was tried. Read it again.';
  }
  if (accept === undefined && plan.destroys.length > 0) {
    return 'It would destroy data, so nothing was tried. Read the plan, then push with its fingerprint.';
  }
  return null;
}

/**
 * Finds out what became of a push whose connection was lost: who gets its lock knows that it is over,
 * and its own transaction has written whether it took effect.
 */
async function settle(
  connectionString: string,
  id: string,
  patience: number,
): Promise<PushOutcome> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    let client: pg.Client | undefined;
    try {
      client = await connect(connectionString);
      const locked = await takeLock(client, Math.max(0, giveUpAt - performance.now()));
      if (locked) await endRecord(client, id, 'cut', cutDetail);
      const found = await findPush(client, id);
      if (found?.state === 'done') {
        const detail =
          'The connection was lost at its end, but all of it took effect: the schema is the new one.';
        return { id, state: 'done', detail };
      }
      if (found && found.state !== 'running')
        return { id, state: found.state, detail: found.detail };
    } catch {
      // Not back yet.
    } finally {
      if (client) leave(client);
    }
    if (performance.now() > giveUpAt) {
      const detail =
        'The connection was lost and the database has not come back to say what became of the push: all of it took effect, or nothing. The status will tell.';
      return { id, state: 'unknown', detail };
    }
    await sleep(250);
  }
}

/** The newest pushes; those that nobody works on any more are ended first. */
export async function readPushes(databaseUrl: string, limit: number): Promise<PushRecord[]> {
  const client = await connect(connectionStringOf(databaseUrl));
  try {
    const pushes = await listPushes(client, limit);
    if (!pushes.some(({ state }) => state === 'running') || !(await takeLock(client, 0)))
      return pushes;
    await endAbandoned(client, null);
    return await listPushes(client, limit);
  } finally {
    leave(client);
  }
}
