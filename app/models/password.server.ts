import { read, type Transaction, transaction } from '~/db.server';
import type { Admin } from '~/models/admin-session.server';
import { audit } from '~/models/audit.server';
import { faultOf } from '~/password-rules.server';
import { hashPassword, verifyPassword } from '~/password.server';

type Chosen = { ok: true; email: string } | { ok: false; message: string };

/** Puts a person's own password in place of the one-time password that they have just given. */
export async function chooseFirstPassword(
  { userId: id, version }: { userId: string; version: number },
  password: string,
): Promise<Chosen> {
  const user = await read((db) =>
    db.adminUser.findUnique({
      where: { id },
      select: { email: true, name: true, passwordHash: true, version: true },
    }),
  );
  if (!user) return { ok: false, message: 'You are no user of this shop any more.' };
  const { email, name, passwordHash } = user;
  // Sent again after its answer was lost.
  if (user.version === version + 1 && (await verifyPassword(password, passwordHash))) {
    return { ok: true, email };
  }
  const fault = await faultOf(password, [email, name]);
  if (fault) return { ok: false, message: fault };
  if (await verifyPassword(password, passwordHash)) {
    return { ok: false, message: 'That is the one-time password. Choose one that only you know.' };
  }
  const hash = await hashPassword(password);
  const done = await transaction(async (tx) => {
    const { count } = await tx.adminUser.updateMany({
      where: { id, version, oneTimeUntil: { not: null } },
      data: { passwordHash: hash, oneTimeUntil: null, version: { increment: 1 } },
    });
    if (count === 0) return false;
    await changed(tx, id, null);
    return true;
  });
  const used = 'This one-time password was used already. Sign in with the password you chose.';
  return done ? { ok: true, email } : { ok: false, message: used };
}

/**
 * Changes the password of who is signed in, and ends their other sessions. Sent again it does no harm: no key is
 * kept, for a key remembers what was sent, and be it as a hash.
 */
export async function changePassword(
  { id, sessionId }: Pick<Admin, 'id' | 'sessionId'>,
  { old, password }: { old: string; password: string },
): Promise<{ ok: true } | { ok: false; field: 'old' | 'password'; message: string }> {
  const user = await read((db) =>
    db.adminUser.findUniqueOrThrow({
      where: { id },
      select: { email: true, name: true, passwordHash: true },
    }),
  );
  const { email, name, passwordHash } = user;
  if (!(await verifyPassword(old, passwordHash))) {
    // Sent again after its answer was lost.
    if (await verifyPassword(password, passwordHash)) return { ok: true };
    return { ok: false, field: 'old', message: 'That is not your password.' };
  }
  const fault = await faultOf(password, [email, name]);
  if (fault) return { ok: false, field: 'password', message: fault };
  const hash = await hashPassword(password);
  const done = await transaction(async (tx) => {
    const { count } = await tx.adminUser.updateMany({
      where: { id, passwordHash },
      data: { passwordHash: hash, version: { increment: 1 } },
    });
    if (count > 0) await changed(tx, id, sessionId);
    return count > 0;
  });
  if (done) return { ok: true };
  return { ok: false, field: 'old', message: 'Your password was changed meanwhile.' };
}

/** Whoever came with the old password is out, but for the browser that this is done in. */
async function changed(tx: Transaction, id: string, sessionId: string | null): Promise<void> {
  await tx.adminSession.deleteMany({
    where: { userId: id, ...(sessionId === null ? {} : { id: { not: sessionId } }) },
  });
  await audit(tx, { event: 'password.changed', actor: id });
}
