import { z } from 'zod';
import { newAdminSchema } from '~/models/admin-user.server';
import { type PersonFields, valuesOf } from '~/person-fields';

const schema = newAdminSchema.omit({ password: true });

export type PersonErrors = Partial<Record<keyof PersonFields, string[]>>;

/** The fields of a new person's form; what is wrong with each. */
export function parsePersonForm(form: FormData) {
  const values = valuesOf(form);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true as const, values, person: parsed.data };
  return { ok: false as const, values, errors: z.flattenError(parsed.error).fieldErrors };
}
