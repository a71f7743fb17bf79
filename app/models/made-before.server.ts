import { z } from 'zod';
import type { KeyReuseError } from '~/db.server';

/**
 * What a form has made, or saved, whose answer was lost: changed since, it goes on as an edit of that, from this
 * version. Where others' changes were merged in, that is the one that the form was opened at: it says nothing of them.
 */
export type MadeBefore = { id: string; version: number };

const versionSchema = z.number().int().min(1);

const madeSchema = z
  .object({
    id: z.uuid(),
    // What is made has version 1.
    version: versionSchema.default(1),
    mergedSince: versionSchema.nullish(),
  })
  .transform(({ id, version, mergedSince }) => ({ id, version: mergedSince ?? version }));

/** What was written under a key that was used for something else now; null where that is not known. */
export function madeBefore({ first }: KeyReuseError): MadeBefore | null {
  return madeSchema.safeParse(first).data ?? null;
}
