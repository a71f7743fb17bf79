import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { type Draft, formOf } from '~/drafts';

/** What Conform shows a draft from: its fields as they were typed, without a word on what is wrong with them. */
export function submissionOf(draft: Draft, schema: z.ZodType): SubmissionResult {
  const submission = parseWithZod(formOf(draft), { schema, disableAutoCoercion: true });
  const { initialValue, fields } = submission.reply();
  return { initialValue, fields };
}
