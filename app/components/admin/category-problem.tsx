import type { CategoryReply } from '~/category-form.server';
import { CategoryForm } from '~/components/admin/category-form';
import { Problem } from '~/components/admin/problem';

type Props = { title: string; version?: number; reply?: CategoryReply };

/** In place of a category's page that failed: what was typed, if something was sent; else what is wrong. */
export function CategoryProblem({ title, version, reply }: Props) {
  if (!reply) return <Problem />;
  return (
    <CategoryForm
      title={title}
      category={{}}
      parents={[]}
      saveKey={reply.key}
      version={version}
      reply={reply}
    />
  );
}
