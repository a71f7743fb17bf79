import { z } from 'zod';
import { Prisma, read, transaction, withRetry } from '~/db.server';
import { hashPassword } from '~/password.server';

/** What a new admin user must be. A longer password than 1,024 characters only keeps scrypt busy. */
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
  password: z
    .string({ error: 'The password is missing.' })
    .min(12, 'The password is shorter than 12 characters. Three or four words make a good one.')
    .max(1024, 'The password is longer than 1,024 characters.'),
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
  const passwordHash = await hashPassword(password);
  try {
    const { id } = await transaction((tx) =>
      tx.adminUser.create({ data: { ...user, passwordHash }, select: { id: true } }),
    );
    return { ok: true, id };
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

/** What signing in needs to know of a user; null where nobody has the address. */
export function getCredentials(email: string) {
  return read((db) =>
    db.adminUser.findUnique({
      where: { email: email.trim().toLowerCase() },
      select: { id: true, passwordHash: true },
    }),
  );
}

/** Replaces a password's hash by one of today's parameters, unless it changed meanwhile. */
export async function replacePasswordHash(id: string, from: string, to: string): Promise<void> {
  await withRetry(
    (db) =>
      db.adminUser.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } }),
    { access: 'write' },
  );
}
