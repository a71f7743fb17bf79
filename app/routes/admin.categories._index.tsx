import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
  useSearchParams,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { CategoryTree } from '~/components/admin/category-tree';
import { type Held, HeldChange } from '~/components/admin/held-change';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import type { CategoryRow } from '~/models/category-form';
import { moveCategory } from '~/models/category-move.server';
import { getCategoryRows } from '~/models/category-write.server';
import { keyOf, versionOf } from '~/product-form.server';
import { textOf } from '~/form-text';
import { statusOf } from '~/obstacle-status';
import { fieldsOf } from '~/waiting-change';

/** After a refusal the tree is shown as it is now; while a move waits, it stays as it is. */
export { shouldRevalidateRefused as shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Categories · Admin' }];

export const loader = adminLoader('admin.categories._index', async () => ({
  categories: await getCategoryRows(),
  saveKey: randomUUID(),
}));

const orNone = z.union([z.literal('').transform(() => null), z.guid()]);
const moveSchema = z.object({
  id: z.guid(),
  to: z.union([
    z.object({ direction: z.enum(['up', 'down', 'in', 'out']) }),
    z.object({ parentId: orNone, before: orNone }),
  ]),
});

type Reply = Held & { refused: string | null };

/** Moves a category by a step, or to where it was dropped. */
export const action = adminAction(
  'admin.categories._index',
  async ({ admin, form }) => {
    const to = form.has('direction')
      ? { direction: textOf(form, 'direction') }
      : { parentId: textOf(form, 'parentId'), before: textOf(form, 'before') };
    const move = moveSchema.safeParse({ id: textOf(form, 'id'), to });
    if (!move.success) throw new Response('Choose a category to move.', { status: 400 });
    const change = { ...move.data, version: versionOf(form) };
    const saved = await moveCategory({ key: keyOf(form), actor: admin.id }, change);
    if (!saved.ok) {
      return data<Reply>({ refused: saved.message, obstacle: null, sent: {} }, 409);
    }
    return redirect(`/admin/categories?moved=${saved.id}`);
  },
  ({ form, obstacle }) =>
    data<Reply>({ refused: null, obstacle, sent: fieldsOf(form) }, statusOf(obstacle)),
);

export async function clientAction(args: ClientActionFunctionArgs) {
  const sent = fieldsOf(await args.request.clone().formData());
  return sendKeeping(args, ({ unanswered, obstacle, said }) => ({
    ...{ unanswered, obstacle, sent },
    refused: said,
  }));
}

export default function Categories() {
  const { categories, saveKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const refused = reply?.refused;
  const [search] = useSearchParams();
  const may = useMay();
  const movable = may('act', 'admin.categories._index');
  const moved = categories.find(({ id }) => id === search.get('moved'));
  return (
    <>
      <div className="page-head">
        <h1>Categories</h1>
        <p className="hint tree-moved" role="status">
          {moved && !reply ? whereIs(moved, categories) : null}
        </p>
        {may('look', 'admin.categories.new') ? (
          <Link className="button button-primary" to="/admin/categories/new">
            Add a category
          </Link>
        ) : null}
      </div>
      {search.has('deleted') ? <Banner tone="good" title="The category is deleted." /> : null}
      {refused ? (
        <Attention to={categories}>
          <Banner tone="bad" title={refused} />
        </Attention>
      ) : null}
      <HeldMove reply={reply} />
      {categories.length === 0 ? (
        <p className="empty">
          None yet. Categories are the shop’s shelves: customers walk along them, and a product may
          stand on several.
        </p>
      ) : (
        <CategoryTree
          categories={categories}
          saveKey={movable ? saveKey : null}
          held={Boolean(reply?.obstacle)}
        />
      )}
    </>
  );
}

/** A move that waits for the database, or for somebody to sign in. */
function HeldMove({ reply }: { reply: Reply | undefined }) {
  if (!reply?.obstacle) return null;
  return (
    <HeldChange held={{ ...reply, obstacle: reply.obstacle }} kept="The move is not forgotten">
      <Link className="button" to="/admin/categories" reloadDocument>
        Forget it
      </Link>
    </HeldChange>
  );
}

/** For those who do not see the tree, and who look away. */
function whereIs({ id, title, parentId }: CategoryRow, categories: CategoryRow[]): string {
  const siblings = categories.filter((category) => category.parentId === parentId);
  const place = siblings.findIndex((category) => category.id === id) + 1;
  const parent = categories.find((category) => category.id === parentId);
  const where = parent ? `under ${parent.title}` : 'at the top';
  return `${title} is number ${place} of ${siblings.length} ${where}.`;
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  if (!reply?.obstacle) return <Problem />;
  return (
    <>
      <div className="page-head">
        <h1>Categories</h1>
      </div>
      <HeldMove reply={reply} />
    </>
  );
}
