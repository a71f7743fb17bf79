import { z } from 'zod';
import { Prisma, read, transaction, withRetry } from '~/db.server';
import { audit } from '~/models/audit.server';
import { faultOf } from '~/password-rules.server';
import { hashPassword } from '~/password.server';

/** What a new admin user must be, besides what app/password-rules.server.ts asks of the password. */
export const newAdminSchema = z.object({
  email: z
    .string({ error: 'The e-mail address is missing.' })
    .trim()
    .toLowerCase()
    .max(255, 'The e-mail address is longer than 255 characters.')
    .regex(
      /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u,
      'That is not an e-mail address, like mia@shop.example.',
    ),
  name: z
    .string({ error: 'The name is missing.' })
    .trim()
    .min(1, 'The name is missing.')
    .max(255, 'The name is longer than 255 characters.')
    .regex(/^\P{Cc}*$/u, 'The name holds a character that cannot be shown.'),
  password: z.string({ error: 'The password is missing.' }),
  role: z.enum(['owner', 'editor', 'viewer']).default('owner'),
});

export type NewAdmin = z.input<typeof newAdminSchema>;
export type AdminCreated =
  { ok: true; id: string } | { ok: false; reason: 'invalid' | 'duplicate'; message: string };

/** Makes a user of the admin; one e-mail address belongs to one user. */
export async function createAdmin(input: NewAdmin): Promise<AdminCreated> {
  const parsed = newAdminSchema.safeParse(input);
  if (!parsed.success) {
    const message = parsed.error.issues.map((issue) => issue.message).join('\n');
    return { ok: false, reason: 'invalid', message };
  }
  const { password, ...user } = parsed.data;
  const fault = await faultOf(password, [user.email, user.name]);
  if (fault) return { ok: false, reason: 'invalid', message: fault };
  const passwordHash = await hashPassword(password);
  try {
    return await transaction(async (tx) => {
      const data = { ...user, passwordHash };
      const { id } = await tx.adminUser.create({ data, select: { id: true } });
      const entry = { actor: 'the server', subjectId: id, detail: user.role };
      await audit(tx, { event: 'person.added', ...entry });
      return { ok: true, id };
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) {
      throw error;
    }
    return {
      ok: false,
      reason: 'duplicate',
      message: `There is a user with the e-mail address ${user.email} already.`,
    };
  }
}

/** The first owners, whom one may ask. */
export function getOwners(most: number) {
  return read((db) =>
    db.adminUser.findMany({
      where: { role: 'owner' },
      select: { name: true, email: true },
      orderBy: { createdAt: 'asc' },
      take: most,
    }),
  );
}

export type Credentials = {
  id: string;
  passwordHash: string;
  version: number;
  /** Until when a password that somebody else gave may be replaced; null for a person's own. */
  oneTimeUntil: Date | null;
};

/** What signing in needs to know of a user; null where nobody has the address. An older schema has no one-time passwords. */
export async function getCredentials(email: string): Promise<Credentials | null> {
  const rows = await read(
    (db) => db.$queryRaw<Credentials[]>`
      SELECT id, password_hash AS "passwordHash", version,
        (to_jsonb(u) ->> 'one_time_until')::timestamptz AS "oneTimeUntil"
      FROM admin_user u WHERE email = ${email.trim().toLowerCase()}`,
  );
  return rows[0] ?? null;
}

/** Replaces a password's hash by one of today's parameters, unless it changed meanwhile. */
export async function replacePasswordHash(id: string, from: string, to: string): Promise<void> {
  await withRetry(
    (db) =>
      db.adminUser.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } }),
    { access: 'write' },
  );
}
