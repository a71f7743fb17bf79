import { z } from 'zod';
import type { KeyReuseError } from '~/db.server';

/** What a form has made whose answer was lost: changed since, it goes on as an edit of that. */
export type MadeBefore = { id: string; version: number };

// What is made has version 1.
const madeSchema = z.object({ id: z.uuid(), version: z.number().int().min(1).default(1) });

/** What was written under a key that was used for something else now; null where that is not known. */
export function madeBefore({ first }: KeyReuseError): MadeBefore | null {
  return madeSchema.safeParse(first).data ?? null;
}
