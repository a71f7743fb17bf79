import { z } from 'zod';
import { auditKinds, type AuditKind } from '~/models/audit';

/** What a page of the audit log shows; each is null where it is not asked for, or can't be read. */
export type AuditQuery = {
  kind: AuditKind | null;
  /** An admin user's id: what they did, and what was done to them. */
  person: string | null;
  /** First and last day, by the shop's clocks: YYYY-MM-DD. */
  from: string | null;
  to: string | null;
  /** The entry that the page before ended with. */
  after: { at: Date; id: string } | null;
};

/** From a page's address: whatever stands there, the page can be shown. */
export function parseAuditQuery(search: URLSearchParams): AuditQuery {
  const [at, id] = (search.get('after') ?? '').split('_');
  const after = afterSchema.safeParse({ at, id });
  return {
    kind: auditKinds.find((kind) => kind === search.get('kind')) ?? null,
    person: z.guid().safeParse(search.get('person')).data ?? null,
    from: daySchema.safeParse(search.get('from')).data ?? null,
    to: daySchema.safeParse(search.get('to')).data ?? null,
    after: after.data ?? null,
  };
}

// Beyond these years no calendar agrees with PostgreSQL's.
const daySchema = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2999-12-31');
const afterSchema = z.object({
  at: z.iso.datetime({ precision: 3 }).transform((text) => new Date(text)),
  id: z.guid(),
});

/** The address of the same list, from another entry on. */
export function auditHref(query: AuditQuery, after: { at: Date; id: string } | null): string {
  const { kind, person, from, to } = query;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ kind, person, from, to })) {
    if (value !== null) search.set(name, value);
  }
  if (after) search.set('after', `${after.at.toISOString()}_${after.id}`);
  return search.size === 0 ? '/admin/audit' : `/admin/audit?${search.toString()}`;
}
