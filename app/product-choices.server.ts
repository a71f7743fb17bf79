import { z } from 'zod';
import { textOf } from '~/form-text';
import type { Chosen } from '~/models/product-merged.server';
import { versionOf } from '~/product-form.server';

const choiceSchema = z.enum(['mine', 'theirs', 'before']);

/**
 * Takes what was chosen out of a product's form: it is none of the product's fields. `choices[0]` is 'mine title', as
 * app/components/admin/stale-notice.tsx names it.
 */
export function takeChoices(form: FormData): Chosen | undefined {
  const names = [...form.keys()].filter((name) => name.startsWith('choices['));
  const paths = names.flatMap((name): Chosen['paths'] => {
    const [way, path] = textOf(form, name).split(' ', 2);
    const choice = choiceSchema.safeParse(way).data;
    return choice && path ? [[path, choice]] : [];
  });
  for (const name of names) form.delete(name);
  const rest = choiceSchema.safeParse(textOf(form, 'intent')).data ?? null;
  if (!form.has('newest') && rest === null) return undefined;
  return { over: versionOf(form, 'newest'), paths, rest };
}
