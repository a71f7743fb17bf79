import { parseWithZod } from '@conform-to/zod/v4';
import { randomUUID } from 'node:crypto';
import { AWAY } from '~/admin-route.server';
import { categorySchema } from '~/models/category-form';
import type { CategoryRefusal } from '~/models/category-write.server';

/** The fields of a category's form. */
export function parseCategoryForm(form: FormData) {
  form.delete('__intent__');
  form.delete('__state__');
  return parseWithZod(form, { schema: categorySchema, disableAutoCoercion: true });
}

type Submission = ReturnType<typeof parseCategoryForm>;

/** What the form is shown again with: all that was typed, and why. */
export function replyToCategory(submission: Submission, refusal: CategoryRefusal | null) {
  const field = refusal?.field;
  return {
    submission: submission.reply(
      refusal && field ? { fieldErrors: { [field]: [refusal.message] } } : undefined,
    ),
    key: randomUUID() as string,
    refused: refusal && !field ? refusal.message : null,
  };
}

/** The same when the database is away; the key stays, so that saving again saves once. */
export function replyToCategoryAway(form: FormData, key: string) {
  return {
    submission: parseCategoryForm(form).reply(),
    key,
    refused: `${AWAY} What you typed is still here; try again in a moment.`,
  };
}

export type CategoryReply = ReturnType<typeof replyToCategory>;
