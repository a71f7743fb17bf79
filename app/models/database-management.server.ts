import { lookAtSchema, type SchemaState } from '~/db.server';
import { classify, QUERY_CANCELED } from '~/db/errors.server';
import { describePlan, type Plan } from '~/db/schema/plan.server';
import { planSchema, pushSchema, type PushOutcome, readPushes } from '~/db/schema/push.server';
import type { PushRecord } from '~/db/schema/record.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { currentRequest } from '~/request.server';
import { version } from '../../package.json';

export { describePlan, type Plan } from '~/db/schema/plan.server';
export type { PushOutcome } from '~/db/schema/push.server';
export type { PushRecord } from '~/db/schema/record.server';

export type Push = { id: string; actor: string; address: string; accept?: string };
export type DatabaseStatus = { schema: SchemaState; version: string; pushes: PushRecord[] };

let planning: Promise<Plan> | undefined;

/** What a push would do now. However many ask at once, it is worked out once: that keeps a core busy for a second. */
export function getPlan(): Promise<Plan> {
  return (planning ??= planSchema(env.DATABASE_URL).finally(() => (planning = undefined)));
}

/** How the schema is, and the newest pushes. */
export async function getDatabaseStatus(limit = 20): Promise<DatabaseStatus> {
  const [schema, pushes] = await Promise.all([lookAtSchema(), readPushes(env.DATABASE_URL, limit)]);
  return { schema, version, pushes };
}

/** Whether a failure says that the database can't be asked just now, and nothing of what was asked. */
export function isPassing(error: unknown): boolean {
  const fault = classify(error);
  return fault.class !== 'permanent' || fault.code === QUERY_CANCELED;
}

/** What is begun here goes on when nobody waits for it any more; the same is not begun twice. */
const underWay = new Map<string, Promise<unknown>>();

/** ms before its deadline at which a request is answered that the work goes on. */
const spare = 1_500;
const patienceWithoutDeadline = 8_000;

/** Waits for work that may take longer than a request has. @returns null when it goes on after that. */
export async function waitFor<Result>(work: Promise<Result>): Promise<Result | null> {
  const request = currentRequest();
  const time = request ? request.deadline - performance.now() - spare : patienceWithoutDeadline;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, time));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Pushes this version's schema.
 * @returns null when it takes longer than the request has time: the status tells what comes of it.
 */
export function push(request: Push): Promise<PushOutcome | null> {
  const begun = underWay.get(request.id) as Promise<PushOutcome> | undefined;
  const work = begun ?? begin(request);
  return waitFor(work);
}

function begin(request: Push): Promise<PushOutcome> {
  const { id, actor, address } = request;
  const work = pushSchema(env.DATABASE_URL, request).then(async (outcome) => {
    const { state, detail } = outcome;
    const level = state === 'done' ? 'info' : 'warn';
    log[level]({ event: 'database.push', push: id, actor, address, state }, detail);
    // Asked again, it is the record that tells.
    if (state === 'unknown') underWay.delete(id);
    await lookAtSchema();
    return outcome;
  });
  underWay.set(id, work);
  // Its failure is told to who waits for it; nobody has to.
  work.catch(() => undefined).finally(() => setTimeout(() => underWay.delete(id), 60_000).unref());
  return work;
}

/** A status in words, for a terminal. */
export function describeStatus({ schema, version, pushes }: DatabaseStatus): string {
  const lines = pushes.map((push) => {
    const { createdAt, state, actor, address, durationMs, detail } = push;
    const time = durationMs === null ? '' : ` in ${durationMs} ms`;
    return `  ${createdAt}  ${state}${time}, by ${actor} from ${address || 'unknown'}, ${push.id}\n      ${detail}`;
  });
  return [
    `Schema:  ${schema}`,
    `Version: ${version}`,
    pushes.length === 0 ? 'Nothing was ever pushed.' : 'Pushes, newest first:',
    ...lines,
    '',
  ].join('\n');
}

/** An outcome in words, for a terminal. */
export function describeOutcome({ state, detail, plan }: PushOutcome): string {
  return `${state}: ${detail}\n${plan ? `\n${describePlan(plan)}` : ''}`;
}
