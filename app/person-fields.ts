import { textOf } from '~/form-text';

export type PersonFields = { name: string; email: string; role: string };

/** As they were typed, for the form to show again; shortened where no field takes so much. */
export function valuesOf(form: FormData): PersonFields {
  const text = (name: string) => textOf(form, name).slice(0, 1000);
  return { name: text('name'), email: text('email'), role: text('role') };
}
