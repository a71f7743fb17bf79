import { z } from 'zod';
import { textOf } from '~/form-text';
import { newAdminSchema } from '~/models/admin-user.server';

const schema = newAdminSchema.omit({ password: true });

export type PersonFields = { name: string; email: string; role: string };
export type PersonErrors = Partial<Record<keyof PersonFields, string[]>>;

/** The fields of a new person's form; what is wrong with each. */
export function parsePersonForm(form: FormData) {
  const values = valuesOf(form);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true as const, values, person: parsed.data };
  return { ok: false as const, values, errors: z.flattenError(parsed.error).fieldErrors };
}

/** As they were typed, for the form to show again; shortened where no field takes so much. */
export function valuesOf(form: FormData): PersonFields {
  const text = (name: string) => textOf(form, name).slice(0, 1000);
  return { name: text('name'), email: text('email'), role: text('role') };
}
