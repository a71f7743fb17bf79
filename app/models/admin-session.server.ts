import { randomUUID } from 'node:crypto';
import { read, type Transaction, transaction, withRetry } from '~/db.server';
import type { AdminRole } from '~/db/generated/enums';
import { audit } from '~/models/audit.server';
import { lacksSchema } from '~/models/schema-behind.server';
import { currentRequest } from '~/request.server';

/** Who is signed in. */
export type Admin = {
  id: string;
  email: string;
  name: string;
  role: AdminRole;
  sessionId: string;
};

const day = 24 * 60 * 60 * 1000;
/** ms a sign-in lasts at most, however much it is used. */
export const SESSION_MS = 14 * day;
/** ms a sign-in lasts unused: a long weekend. */
const IDLE_MS = 4 * day;
/** ms between two notes of when it was used, so that hardly a page writes anything. */
const NOTED_MS = 15 * 60 * 1000;

/**
 * Opens a session of a new id, and takes the occasion to forget the user's ended ones.
 * @param replaces the session that the browser came with: it ends.
 */
export async function createAdminSession(
  userId: string,
  { agent = null, replaces = null }: { agent?: string | null; replaces?: string | null } = {},
): Promise<string> {
  const now = new Date();
  const bare = { id: randomUUID(), userId, expiresAt: new Date(now.getTime() + IDLE_MS) };
  const open = async (tx: Transaction, isNew: boolean) => {
    await tx.adminSession.deleteMany({
      where: { OR: [{ userId, expiresAt: { lt: now } }, ...(replaces ? [{ id: replaces }] : [])] },
    });
    const seen = { seenAt: now, agent: agent?.slice(0, 300), address: currentRequest()?.client };
    await tx.adminSession.create({
      data: isNew ? { ...bare, ...seen } : bare,
      select: { id: true },
    });
    if (isNew) await audit(tx, { event: 'sign-in', actor: userId });
  };
  try {
    await transaction((tx) => open(tx, true));
  } catch (error) {
    if (!lacksSchema(error)) throw error;
    await transaction((tx) => open(tx, false));
  }
  return bare.id;
}

/** The user of a session that has not ended; null for any other. */
export async function getSignedIn(sessionId: string): Promise<Admin | null> {
  const now = Date.now();
  const session = await read((db) =>
    db.adminSession.findFirst({
      where: { id: sessionId, expiresAt: { gt: new Date(now) } },
      select: {
        createdAt: true,
        expiresAt: true,
        user: { select: { id: true, email: true, name: true, role: true } },
      },
    }),
  );
  if (!session) return null;
  const { createdAt, expiresAt, user } = session;
  const lasts = new Date(Math.min(createdAt.getTime() + SESSION_MS, now + IDLE_MS));
  if (lasts.getTime() - expiresAt.getTime() > NOTED_MS) void noteUse(sessionId, lasts);
  return { ...user, sessionId };
}

/** Nobody waits for it: a database that can't be written to keeps no page away. */
async function noteUse(id: string, expiresAt: Date): Promise<void> {
  const seen = { seenAt: new Date(), address: currentRequest()?.client };
  try {
    await withRetry(
      (db) => db.adminSession.updateMany({ where: { id }, data: { expiresAt, ...seen } }),
      { access: 'write', retries: 0 },
    );
  } catch {
    // The door has told of it; the next page tries again.
  }
}

/** When a session ends, in ms since 1970; null for one that has, or never was. */
export async function getSessionEnd(sessionId: string): Promise<number | null> {
  const session = await read((db) =>
    db.adminSession.findFirst({
      where: { id: sessionId, expiresAt: { gt: new Date() } },
      select: { expiresAt: true },
    }),
  );
  return session?.expiresAt.getTime() ?? null;
}

/** Ends a session for good; a copied cookie is worth nothing afterwards. */
export async function deleteAdminSession(sessionId: string): Promise<void> {
  const end = async (tx: Transaction) => {
    const session = await tx.adminSession.findUnique({
      where: { id: sessionId },
      select: { userId: true },
    });
    await tx.adminSession.deleteMany({ where: { id: sessionId } });
    return session?.userId;
  };
  try {
    await transaction(async (tx) => {
      const actor = await end(tx);
      if (actor) await audit(tx, { event: 'sign-out', actor });
    });
  } catch (error) {
    if (!lacksSchema(error)) throw error;
    await transaction(end);
  }
}

/** A person's open sessions, the one used last first. */
export function listSessions(userId: string) {
  return read((db) =>
    db.adminSession.findMany({
      where: { userId, expiresAt: { gt: new Date() } },
      select: { id: true, createdAt: true, seenAt: true, address: true, agent: true },
      orderBy: [{ seenAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
    }),
  );
}

/** Ends one of a person's sessions, or all but the one they use. @returns how many there were. */
export function endSessions(
  { id: userId, sessionId }: Pick<Admin, 'id' | 'sessionId'>,
  which: { id: string } | 'others',
): Promise<number> {
  return transaction(async (tx) => {
    const id = which === 'others' ? { not: sessionId } : which.id;
    const { count } = await tx.adminSession.deleteMany({ where: { userId, id } });
    if (count > 0) {
      const detail = count === 1 ? 'one' : String(count);
      await audit(tx, { event: 'session.ended', actor: userId, detail });
    }
    return count;
  });
}
