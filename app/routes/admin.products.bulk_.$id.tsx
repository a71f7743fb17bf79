import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { useEffect, useState } from 'react';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { BulkReport } from '~/components/admin/bulk-report';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import { describeBulkChange } from '~/models/bulk-change';
import { returnBulk } from '~/models/bulk-change.server';
import { getBulk } from '~/models/bulk-report.server';
import { runBulk } from '~/models/bulk-run.server';
import { getCategoryRows } from '~/models/category-write.server';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';
import { shop } from '~/shop.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.words ?? 'A change of many products'} · Admin` },
];

/** ms for which the answer waits, so that a small change is taken back when its page is shown. */
const PATIENCE = 1_500;
/** ms between two looks at a change that is under way. */
const LOOK = 1_000;

async function findBulk(id: string) {
  const bulk = await getBulk(id);
  if (!bulk) {
    throw new Response('There is no such change, or it is older than 30 days.', { status: 404 });
  }
  const { change, ...rest } = bulk;
  const categories = change?.kind === 'category' ? await getCategoryRows() : [];
  const title = categories.find(
    (category) => change && 'categoryId' in change && category.id === change.categoryId,
  )?.title;
  return {
    ...rest,
    words: change
      ? describeBulkChange(change, shop.currency, title ?? 'a category that is gone')
      : 'A change of many products',
  };
}

export const loader = adminLoader('admin.products.bulk_.$id', async ({ params }) => {
  const bulk = await findBulk(idOf(params));
  // Whoever began it may be gone, and the server that did it too.
  if (bulk.underWay) void runBulk(bulk.id);
  return { ...bulk, key: randomUUID() };
});

export const action = adminAction(
  'admin.products.bulk_.$id',
  async ({ admin, form, params }) => {
    const { id, words } = await findBulk(idOf(params));
    const returned = await returnBulk({ key: keyOf(form), actor: admin.id }, id, words);
    if (!returned.ok) throw new Response(returned.message, { status: 409 });
    await runBulk(id, PATIENCE);
    return redirect(`/admin/products/bulk/${id}`);
  },
  hold,
);

export default function ChangeOfMany() {
  const bulk = useLoaderData<typeof loader>();
  const { words, by, createdAt, returned, returnedBy, returningAt, underWay, key } = bulk;
  const mayAct = useMay()('act', 'admin.products.bulk_.$id');
  const away = useLooks(underWay, bulk);
  return (
    <>
      <div className="page-head">
        <h1>{words}</h1>
        <div className="actions">
          <Link className="button" to="/admin/products">
            All products
          </Link>
          <Link className="button" to="/admin/products/bulk">
            Other changes
          </Link>
        </div>
      </div>
      <p className="hint">
        By {by}, <Moment at={createdAt} />
        {returningAt ? (
          <>
            . Taken back by {returnedBy}, <Moment at={returningAt} />
          </>
        ) : null}
      </p>
      <BulkReport bulk={bulk} away={away} />
      {returned === null && mayAct ? (
        <Form method="post" className="actions">
          <input type="hidden" name="key" value={key} />
          <button className="button">{underWay ? 'Stop and take it back' : 'Take it back'}</button>
          <span className="hint">
            Each product gets back what this changed, unless somebody saved it since.
          </span>
        </Form>
      ) : null}
    </>
  );
}

/**
 * Looks again and again at a change that is under way, while the shop answers.
 * @returns whether it does not just now
 */
function useLooks(underWay: boolean, seen: unknown): boolean {
  const { revalidate, state } = useRevalidator();
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (!underWay || state !== 'idle') return;
    const ended = new AbortController();
    const look = async () => {
      const answers = await fetch('/livez', { signal: ended.signal }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ended.signal.aborted) return;
      setFailures((before) => (answers ? 0 : before + 1));
      if (answers) revalidate();
    };
    const timer = setTimeout(() => void look(), LOOK);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [underWay, state, revalidate, seen, failures]);
  return failures > 0;
}

export function ErrorBoundary() {
  return <Problem deed={() => 'Take the change back'} />;
}
