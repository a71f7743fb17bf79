import { createHash } from 'node:crypto';
import { Prisma } from '~/db/generated/client';

export type Json = Prisma.InputJsonValue | null;

/** Who writes, under which key. */
export type Save = {
  /** 1 to 200 characters, unguessable: made with the form that is sent, not with its sending. */
  key: string;
  /** Such as an admin user's id; 1 to 200 characters. */
  actor: string;
};

/** What is asked for, by whom, and the key under which it may happen once. */
export type WriteRequest = Save & {
  /** All that decides what is written: JSON values, dates, or bytes. */
  content: unknown;
};

export type Once<Result> = {
  result: Result;
  /** True when the work had been done before: `result` is what it answered then. */
  replayed: boolean;
};

/** The key was used for something else: nothing was written. For people: load the form anew. */
export class KeyReuseError extends Error {
  override name = 'KeyReuseError';
  /** @param first what was answered when the key was used. */
  constructor(
    message: string,
    readonly first: unknown = null,
  ) {
    super(message);
  }
}

/** The key can't be one: nothing was written. A 400 for whoever sent it. */
export class KeyInvalidError extends Error {
  override name = 'KeyInvalidError';
}

/** Carries a refusal (`{ ok: false }`) out of the transaction, so that nothing stays of it. */
export class Refused<Result> extends Error {
  constructor(readonly result: Result) {
    super('The work refused: its transaction is rolled back.');
  }
}

const longest = 200;

/** @throws KeyInvalidError when the key or the actor is empty or too long. */
export function checkRequest({ key, actor }: WriteRequest): void {
  for (const [name, value] of Object.entries({ key, actor })) {
    if (value.length < 1 || value.length > longest) {
      throw new KeyInvalidError(
        `The ${name} of a write has 1 to ${longest} characters, not ${value.length}.`,
      );
    }
    if (value.includes('\0')) throw new KeyInvalidError(`The ${name} of a write has a NUL in it.`);
  }
}

/** SHA-256 in hex. The order of an object's properties makes no difference, that of a list does. */
export function hashContent(content: unknown): string {
  const hash = createHash('sha256');
  if (content instanceof Uint8Array) return hash.update('bytes:').update(content).digest('hex');
  return hash.update(JSON.stringify({ content }, withSortedKeys)).digest('hex');
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { bigint: value.toString() };
  if (value instanceof Uint8Array) return { bytes: hashContent(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Does the work under its key, inside the transaction that holds both.
 *
 * Taking the key is the first statement: a second transaction under it waits there until this one
 * ends, then finds the result. So repeating it all after an unknown outcome looks the key up
 * before it does any work.
 * @throws KeyReuseError when the key belongs to another content or actor.
 * @throws Refused when the work answers `{ ok: false }`: the key stays free.
 */
export async function workOnce<Result extends Json>(
  tx: Prisma.TransactionClient,
  request: WriteRequest,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Once<Result>> {
  const { key, actor } = request;
  const requestHash = hashContent(request.content);
  const { count } = await tx.writeKey.createMany({
    data: [{ key, actor, requestHash, result: Prisma.JsonNull }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const done = await tx.writeKey.findUniqueOrThrow({ where: { key } });
    if (done.actor !== actor || done.requestHash !== requestHash) {
      throw new KeyReuseError(
        'This key was used for another write: nothing was written now.',
        done.result,
      );
    }
    // The same work wrote it, in the transaction in which it was done.
    return { result: done.result as Result, replayed: true };
  }
  const result = await work(tx);
  if (isRefusal(result)) throw new Refused(result);
  await tx.writeKey.update({
    where: { key },
    data: { result: result ?? Prisma.JsonNull },
    select: { key: true },
  });
  return { result, replayed: false };
}

function isRefusal(result: Json): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false;
}
