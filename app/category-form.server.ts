import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { randomUUID } from 'node:crypto';
import type { Obstacle } from '~/components/admin/obstacle';
import { categorySchema } from '~/models/category-form';
import type { CategoryRefusal, CategorySaved } from '~/models/category-write.server';
import type { MadeBefore } from '~/models/made-before.server';
import { keyOf } from '~/product-form.server';

export type CategoryReply = {
  /** None where the form is left as it is. */
  submission?: SubmissionResult;
  /** The key of the next try. */
  key: string;
  refused: string | null;
  /** What an earlier sending of the form has made: it goes on as an edit of that. */
  made?: MadeBefore | null;
  obstacle: Obstacle | null;
};

/** The fields of a category's form. */
export function parseCategoryForm(form: FormData) {
  form.delete('__intent__');
  form.delete('__state__');
  return parseWithZod(form, { schema: categorySchema, disableAutoCoercion: true });
}

type Submission = ReturnType<typeof parseCategoryForm>;

/** What the form is shown again with: all that was typed, and why. */
export function replyToCategory(
  submission: Submission,
  refusal: CategoryRefusal | null,
): CategoryReply {
  const field = refusal?.field;
  return {
    submission: submission.reply(
      refusal && field ? { fieldErrors: { [field]: [refusal.message] } } : undefined,
    ),
    key: randomUUID(),
    refused: refusal && !field && !refusal.made ? refusal.message : null,
    made: refusal?.made ?? null,
    obstacle: null,
  };
}

/** The same where nothing could be asked; the key stays, so that saving again saves once. */
export function replyToCategoryUnsaved(form: FormData, obstacle: Obstacle): CategoryReply {
  const key = keyOf(form);
  return { submission: parseCategoryForm(form).reply(), key, refused: null, obstacle };
}

/** Where a save leads: to the category, and to the version that what was typed since goes on from. */
export function savedCategoryPath({ id, version, replayed }: CategorySaved): string {
  return `/admin/categories/${id}?saved=${replayed ? 'already' : 'yes'}&version=${version}`;
}
