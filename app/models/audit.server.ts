import { type Prisma, read, type Transaction, transaction } from '~/db.server';
import { type AuditEvent, eventsOf } from '~/models/audit';
import type { AuditQuery } from '~/models/audit-query';
import { hasTable, lacksSchema } from '~/models/schema-behind.server';
import { currentRequest } from '~/request.server';
import { shop } from '~/shop.server';
import { startOfDay } from '~/time-zone';

export { auditDays } from '~/db/prune.server';

export type Entry = {
  event: AuditEvent;
  /** An admin user's id, or a program's name; none for nobody who is known. */
  actor?: string;
  /** What it was done to: a person, a product, a category. Its name is looked up where it is none here. */
  subjectId?: string;
  subject?: string;
  /** A few words; never what somebody typed into a field for secrets. */
  detail?: string;
};

/** Characters of a name or a detail that are kept. */
const longest = 500;

/** Writes into the audit log, in the transaction of what is told; an older schema has no log. */
export async function audit(tx: Transaction, entry: Entry): Promise<void> {
  if (!(await hasTable(tx, 'audit_entry'))) return;
  const { event, actor = '', subjectId = '', subject = '', detail = '' } = entry;
  const address = currentRequest()?.client ?? '';
  await tx.$executeRaw`
    INSERT INTO audit_entry (event, actor, actor_name, address, subject_id, subject, detail)
    VALUES (${event}, ${actor},
      coalesce((SELECT name || ' (' || email || ')' FROM admin_user WHERE id::text = ${actor}), ${actor}),
      ${address}, ${subjectId},
      left(coalesce(nullif(${subject}, ''),
        (SELECT name || ' (' || email || ')' FROM admin_user WHERE id::text = ${subjectId}), ''), ${longest}::int),
      left(${detail}, ${longest}::int))`;
}

/** Writes what goes with no other change; an older schema has no log to write it in. */
export async function auditAlone(entry: Entry): Promise<void> {
  try {
    await transaction((tx) => audit(tx, entry));
  } catch (error) {
    if (!lacksSchema(error)) throw error;
  }
}

const perPage = 50;

/** A page of the audit log, newest first. @returns `next` where the next one begins; null at the end. */
export async function getAuditPage({ kind, person, from, to, after }: AuditQuery) {
  const start = (day: string | null) => (day === null ? undefined : startOfDay(day, shop.timeZone));
  const next = to && new Date(Date.parse(to) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const where: Prisma.AuditEntryWhereInput[] = [{ at: { gte: start(from), lt: start(next) } }];
  if (kind) where.push({ event: { in: eventsOf(kind) } });
  if (person) where.push({ OR: [{ actor: person }, { subjectId: person }] });
  if (after) {
    const { at, id } = after;
    where.push({ at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] });
  }
  const entries = await read((db) =>
    db.auditEntry.findMany({
      where: { AND: where },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: perPage + 1,
    }),
  );
  const shown = entries.slice(0, perPage);
  const last = entries.length > perPage ? shown.at(-1) : undefined;
  return { entries: shown, next: last ? { at: last.at, id: last.id } : null };
}
