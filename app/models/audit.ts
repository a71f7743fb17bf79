/** What is written into the audit log, in words, by kind. */
const kinds = {
  'sign-ins': {
    'sign-in': 'signed in',
    'sign-in.failed': 'failed to sign in',
    'sign-in.throttled': 'tried to sign in too often',
    'sign-out': 'signed out',
    'session.ended': 'signed out other browsers',
    'password.changed': 'changed the password',
  },
  people: {
    'person.added': 'added',
    'person.role': 'changed the role of',
    'person.password': 'gave a one-time password to',
    'person.removed': 'removed',
  },
  catalogue: {
    'product.made': 'made the product',
    'product.saved': 'changed the product',
    'product.restored': 'restored an earlier version of',
    'product.deleted': 'deleted the product',
    'product.purged': 'deleted for good the product',
    'product.returned': 'took out of the bin',
    'products.changed': 'changed',
    'products.bulk': 'began to change',
    'products.bulk-returned': 'began to take back a change of',
    'products.exported': 'exported',
    'import.started': 'began to import',
    'import.finished': 'finished importing',
    'import.pictures': 'fetched the pictures of',
    'import.cancelled': 'cancelled the import of',
    'view.saved': 'saved the view',
    'view.deleted': 'deleted the view',
    'category.made': 'made the category',
    'category.saved': 'changed the category',
    'category.moved': 'moved the category',
    'category.deleted': 'deleted the category',
  },
  schema: { 'schema.pushed': 'pushed the schema' },
} as const;

export type AuditKind = keyof typeof kinds;
export type AuditEvent = { [Kind in AuditKind]: keyof (typeof kinds)[Kind] }[AuditKind];

export const auditKinds = Object.keys(kinds) as AuditKind[];

export function eventsOf(kind: AuditKind): string[] {
  return Object.keys(kinds[kind]);
}

const words = new Map<string, string>(
  Object.values(kinds).flatMap((events) => Object.entries(events)),
);

/** 'changed the product'; the event's own name where an older or newer version wrote it. */
export function wordsOf(event: string): string {
  return words.get(event) ?? event;
}
