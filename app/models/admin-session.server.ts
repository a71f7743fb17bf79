import { randomUUID } from 'node:crypto';
import { read, withRetry } from '~/db.server';
import type { AdminRole } from '~/db/generated/enums';

/** Who is signed in. */
export type Admin = {
  id: string;
  email: string;
  name: string;
  role: AdminRole;
  sessionId: string;
};

/** ms a sign-in lasts: two weeks, however much it is used. */
export const SESSION_MS = 14 * 24 * 60 * 60 * 1000;

/** Opens a session, and takes the occasion to forget the user's ended ones. */
export async function createAdminSession(userId: string): Promise<string> {
  const now = Date.now();
  const id = randomUUID();
  const session = { id, userId, expiresAt: new Date(now + SESSION_MS) };
  await withRetry(
    async (db) => {
      await db.adminSession.create({ data: session, select: { id: true } });
    },
    { access: 'write' },
  );
  await withRetry(
    (db) => db.adminSession.deleteMany({ where: { userId, expiresAt: { lt: new Date(now) } } }),
    { access: 'write' },
  );
  return id;
}

/** The user of a session that has not ended; null for any other. */
export async function getSignedIn(sessionId: string): Promise<Admin | null> {
  const session = await read((db) =>
    db.adminSession.findFirst({
      where: { id: sessionId, expiresAt: { gt: new Date() } },
      select: { user: { select: { id: true, email: true, name: true, role: true } } },
    }),
  );
  return session && { ...session.user, sessionId };
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
  await withRetry((db) => db.adminSession.deleteMany({ where: { id: sessionId } }), {
    access: 'write',
  });
}
