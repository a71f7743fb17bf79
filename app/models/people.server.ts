import { KeyReuseError, once, read, type Save, type Transaction } from '~/db.server';
import type { AdminRole } from '~/db/generated/enums';
import { audit } from '~/models/audit.server';
import { constraintOf } from '~/models/constraint.server';
import { ONE_TIME_MS, oneTimePassword } from '~/one-time-password.server';
import { hashPassword } from '~/password.server';
import { article } from '~/rights';

export type PersonSaved = { ok: true; id: string; replayed: boolean };
export type PersonRefused = {
  ok: false;
  reason: 'gone' | 'conflict' | 'last-owner' | 'duplicate' | 'key-used';
  message: string;
};

class Refused extends Error {
  constructor(readonly refusal: PersonRefused) {
    super(refusal.message);
  }
}

const refusals = {
  gone: 'This person is no user of the shop any more: someone removed them.',
  conflict:
    'Someone else changed this person since you opened the page, so nothing was changed. Look at what is there now.',
  'last-owner':
    'This is the shop’s last owner, so nothing was changed. Make somebody else an owner first.',
  duplicate: 'Somebody with this e-mail address is a user of the shop already.',
  'key-used':
    'This form was sent once already, and you changed it since. Load the page anew to see what is so now.',
};

function refuse(reason: PersonRefused['reason']): PersonRefused {
  return { ok: false, reason, message: refusals[reason] };
}

const shown = {
  id: true,
  name: true,
  email: true,
  role: true,
  version: true,
  oneTimeUntil: true,
  createdAt: true,
} as const;

/** Everybody who may sign in, with when they were seen last. */
export async function listPeople() {
  const people = await read((db) =>
    db.adminUser.findMany({
      select: {
        ...shown,
        sessions: { select: { seenAt: true, createdAt: true }, orderBy: { createdAt: 'desc' } },
      },
      orderBy: [{ role: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    }),
  );
  return people.map(({ sessions, ...person }) => {
    const times = sessions.map(({ seenAt, createdAt }) => (seenAt ?? createdAt).getTime());
    return { ...person, seenAt: times.length === 0 ? null : new Date(Math.max(...times)) };
  });
}

export function findPerson(id: string) {
  return read((db) => db.adminUser.findUnique({ where: { id }, select: shown }));
}

/** Adds somebody who signs in with a one-time password first; `oneTimePassword` of the key tells it. */
export async function addPerson(
  save: Save,
  person: { email: string; name: string; role: AdminRole },
): Promise<PersonSaved | PersonRefused> {
  const passwordHash = await hashPassword(oneTimePassword(save.key));
  return change(save, { add: person }, async (tx) => {
    const oneTimeUntil = new Date(Date.now() + ONE_TIME_MS);
    const { id } = await tx.adminUser.create({
      data: { ...person, passwordHash, oneTimeUntil },
      select: { id: true },
    });
    const detail = `as ${article(person.role)}`;
    await audit(tx, { event: 'person.added', actor: save.actor, subjectId: id, detail });
    return id;
  });
}

type At = { id: string; version: number };

export function setRole(save: Save, at: At, role: AdminRole) {
  return change(save, { ...at, role }, async (tx) => {
    const { role: before } = await update(tx, at, { role });
    const detail = `from ${before} to ${role}`;
    await audit(tx, { event: 'person.role', actor: save.actor, subjectId: at.id, detail });
    return at.id;
  });
}

/** Puts a one-time password in place of somebody's own, and ends their sessions. */
export async function givePassword(save: Save, at: At) {
  const passwordHash = await hashPassword(oneTimePassword(save.key));
  return change(save, { ...at, password: 'one-time' }, async (tx) => {
    await update(tx, at, { passwordHash, oneTimeUntil: new Date(Date.now() + ONE_TIME_MS) });
    await tx.adminSession.deleteMany({ where: { userId: at.id } });
    await audit(tx, { event: 'person.password', actor: save.actor, subjectId: at.id });
    return at.id;
  });
}

/** Removes somebody with their sessions. What they did stays in the log and in the products' histories. */
export function removePerson(save: Save, at: At) {
  return change(save, { ...at, remove: true }, async (tx) => {
    // Before they are gone: the log knows what they were called.
    await audit(tx, { event: 'person.removed', actor: save.actor, subjectId: at.id });
    const { count } = await tx.adminUser.deleteMany({ where: at });
    if (count === 0) throw new Refused(refuse(await whyNot(tx, at)));
    return at.id;
  });
}

/** @returns the person as they were. */
async function update(
  tx: Transaction,
  at: At,
  data: { role?: AdminRole; passwordHash?: string; oneTimeUntil?: Date },
): Promise<{ role: AdminRole }> {
  const before = await tx.adminUser.findUnique({ where: at, select: { role: true } });
  if (!before) throw new Refused(refuse(await whyNot(tx, at)));
  const { count } = await tx.adminUser.updateMany({
    where: at,
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new Refused(refuse('conflict'));
  return before;
}

async function whyNot(tx: Transaction, { id }: At): Promise<'gone' | 'conflict'> {
  return (await tx.adminUser.count({ where: { id } })) === 0 ? 'gone' : 'conflict';
}

async function change(
  save: Save,
  content: unknown,
  work: (tx: Transaction) => Promise<string>,
): Promise<PersonSaved | PersonRefused> {
  try {
    const { result, replayed } = await once({ ...save, content }, work);
    return { ok: true, id: result, replayed };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof KeyReuseError) return refuse('key-used');
    if (constraintOf(error) === 'admin_user_email_key') return refuse('duplicate');
    if (String(error).includes('the shop would have no owner')) return refuse('last-owner');
    throw error;
  }
}
