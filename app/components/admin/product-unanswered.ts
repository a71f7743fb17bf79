import type { Unanswered } from '~/admin-unanswered';
import type { ProductFormReply } from '~/product-form.server';

/** What a product's form goes on with where its action gave no answer. */
export function replyUnanswered({ said, ...sent }: Unanswered) {
  const refused = said === null ? null : { title: 'Not saved', text: said };
  return { ...sent, files: [], problems: [], refused, stale: null } satisfies ProductFormReply & {
    stale: null;
  };
}
