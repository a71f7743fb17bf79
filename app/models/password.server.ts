import { KeyReuseError, once, read, type Transaction, transaction } from '~/db.server';
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

type PasswordRefused = { ok: false; field: 'old' | 'password'; message: string };

/**
 * Changes the password of who is signed in, and ends their other sessions; once, however often it is sent. What the
 * key keeps a hash of names the account and no password.
 * @param key of the form
 */
export async function changePassword(
  { id, sessionId }: Pick<Admin, 'id' | 'sessionId'>,
  { key, old, password }: { key: string; old: string; password: string },
): Promise<{ ok: true } | PasswordRefused> {
  const { email, name, passwordHash } = await findUser(id);
  const isRight = await verifyPassword(old, passwordHash);
  const fault = isRight ? await faultOf(password, [email, name]) : null;
  if (fault) return { ok: false, field: 'password', message: fault };
  const hash = isRight ? await hashPassword(password) : '';
  try {
    const { result, replayed } = await once(
      { key, actor: id, content: { changePassword: id } },
      async (tx): Promise<{ ok: true } | PasswordRefused> => {
        if (!isRight) return { ok: false, field: 'old', message: 'That is not your password.' };
        const { count } = await tx.adminUser.updateMany({
          where: { id, passwordHash },
          data: { passwordHash: hash, version: { increment: 1 } },
        });
        const meanwhile = 'Your password was changed meanwhile.';
        if (count === 0) return { ok: false, field: 'old', message: meanwhile };
        await changed(tx, id, sessionId);
        return { ok: true };
      },
    );
    if (!replayed || !result.ok) return result;
  } catch (error) {
    if (!(error instanceof KeyReuseError)) throw error;
  }
  // The key says that it was done; whether with this password, only the password itself does.
  if (await verifyPassword(password, (await findUser(id)).passwordHash)) return { ok: true };
  const message =
    'Your password was changed by this form already, to the one that you typed before. Give that one as the password until now.';
  return { ok: false, field: 'old', message };
}

function findUser(id: string) {
  return read((db) =>
    db.adminUser.findUniqueOrThrow({
      where: { id },
      select: { email: true, name: true, passwordHash: true },
    }),
  );
}

/** Whoever came with the old password is out, but for the browser that this is done in. */
async function changed(tx: Transaction, id: string, sessionId: string | null): Promise<void> {
  await tx.adminSession.deleteMany({
    where: { userId: id, ...(sessionId === null ? {} : { id: { not: sessionId } }) },
  });
  await audit(tx, { event: 'password.changed', actor: id });
}
