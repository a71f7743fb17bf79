import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { BulkForms } from '~/components/admin/bulk-forms';
import { BulkList } from '~/components/admin/bulk-list';
import { BulkPreviewed } from '~/components/admin/bulk-previewed';
import { Problem } from '~/components/admin/problem';
import { textOf } from '~/form-text';
import {
  BULK_MOST,
  type BulkChange,
  changeFields,
  describeBulkChange,
  parseBulkChange,
} from '~/models/bulk-change';
import { startBulk } from '~/models/bulk-change.server';
import { lookAtSelection, previewBulk } from '~/models/bulk-preview.server';
import { findBegun, listBulk } from '~/models/bulk-report.server';
import { runBulk } from '~/models/bulk-run.server';
import { parseSelection, selectionFields } from '~/models/bulk-selection.server';
import { describePart } from '~/models/bulk-words';
import type { CategoryRow } from '~/models/category-form';
import { getCategoryRows } from '~/models/category-write.server';
import { keyOf } from '~/product-form.server';
import { shop } from '~/shop.server';

/** What was refused is shown as it would be now. */
export { shouldRevalidateRefused as shouldRevalidate } from '~/admin-revalidate';
export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction = () => [{ title: 'Change many products · Admin' }];

/** ms for which the answer waits, so that a small change is done when its page is shown. */
const PATIENCE = 1_500;

function nameCategory(categories: CategoryRow[], id: string): string {
  return categories.find((category) => category.id === id)?.title ?? 'a category that is gone';
}

function wordsFor(change: BulkChange, categories: CategoryRow[]): string {
  const title = change.kind === 'category' ? nameCategory(categories, change.categoryId) : '';
  return describeBulkChange(change, shop.currency, title);
}

export const loader = adminLoader('admin.products.bulk', async ({ admin, request }) => {
  const search = new URL(request.url).searchParams;
  const selection = parseSelection(search);
  const categories = await getCategoryRows();
  if (!selection) {
    const bulks = await listBulk(20);
    const recent = bulks.map(({ change, ...bulk }) => ({
      ...bulk,
      words: change ? wordsFor(change, categories) : 'A change',
    }));
    return { chosen: null, recent };
  }
  const asked = parseBulkChange(search, shop.currency);
  const change = asked?.change ?? null;
  const preview = change && (await previewBulk(change, selection));
  const { total, titles } = preview ?? (await lookAtSelection(selection));
  const words = {
    locale: shop.locale,
    nameCategory: (id: string) => nameCategory(categories, id),
  };
  return {
    recent: [],
    chosen: {
      total,
      titles,
      all: 'query' in selection,
      fields: selectionFields(selection),
      values: Object.fromEntries(changeFields.map((name) => [name, search.get(name) ?? ''])),
      errors: asked?.errors ?? {},
      words: change ? wordsFor(change, categories) : '',
      preview: preview && {
        ...preview,
        rows: preview.rows.map(({ before, after, ...product }) => ({
          ...product,
          before: describePart(before, words),
          after: describePart(after, words),
        })),
      },
      begun: change && (await findBegun(admin.id, change)),
      change,
      categories: categories.map(({ id, title, depth }) => ({ id, title, depth })),
      currency: shop.currency,
      saveKey: randomUUID(),
    },
  };
});

const fingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const action = adminAction(
  'admin.products.bulk',
  async ({ admin, form, request }) => {
    const search = new URL(request.url).searchParams;
    const selection = parseSelection(search);
    const change = parseBulkChange(search, shop.currency)?.change;
    const fingerprint = fingerprintSchema.safeParse(textOf(form, 'fingerprint'));
    const key = keyOf(form);
    if (!selection || !change || !fingerprint.success) {
      throw new Response('The form does not say what to change. Choose the products again.', {
        status: 400,
      });
    }
    const words = wordsFor(change, await getCategoryRows());
    const asked = { change, selection, fingerprint: fingerprint.data, words };
    const started = await startBulk({ key, actor: admin.id }, asked);
    if (!started.ok) {
      return data({ refused: started.message }, 409);
    }
    await runBulk(started.id, PATIENCE);
    return redirect(`/admin/products/bulk/${started.id}`);
  },
  hold,
);

export default function ChangeMany() {
  const { chosen, recent } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  if (!chosen) {
    return (
      <>
        <div className="page-head">
          <h1>Changes of many products</h1>
        </div>
        <BulkList bulks={recent} />
      </>
    );
  }
  const { total, titles, all } = chosen;
  return (
    <>
      <div className="page-head">
        <h1>Change {countText(total)}</h1>
        <div className="actions">
          <Link className="button" to={backTo(chosen.fields)}>
            Back to the list
          </Link>
        </div>
      </div>
      <p className="hint bulk-what">
        {all ? 'All that match, also beyond the pages of the list: ' : ''}
        {titles.join(', ')}
        {total > titles.length ? ` and ${(total - titles.length).toLocaleString('en')} more` : ''}
      </p>
      {refused ? (
        <Banner tone="bad" title="Not done">
          <p>{refused}</p>
        </Banner>
      ) : null}
      {total === 0 ? (
        <p className="empty">None of these products is there any more.</p>
      ) : total > BULK_MOST ? (
        <p className="empty">
          One change takes at most {BULK_MOST.toLocaleString('en')} products. Narrow the list, by a
          search or a filter, and do it in parts.
        </p>
      ) : chosen.preview ? (
        <BulkPreviewed {...chosen} preview={chosen.preview} />
      ) : (
        <BulkForms {...chosen} />
      )}
    </>
  );
}

function countText(total: number): string {
  if (total > BULK_MOST) return `more than ${BULK_MOST.toLocaleString('en')} products`;
  return total === 1 ? 'one product' : `${total.toLocaleString('en')} products`;
}

/** The list that the products were chosen in. */
function backTo(fields: [string, string][]): string {
  const search = new URLSearchParams(fields.filter(([name]) => !['id', 'all'].includes(name)));
  return search.size === 0 ? '/admin/products' : `/admin/products?${search.toString()}`;
}

export function ErrorBoundary() {
  const words = useRouteLoaderData<typeof loader>('routes/admin.products.bulk')?.chosen?.words;
  return (
    <Problem deed={() => words || 'Change many products'} kept="The change is not forgotten" />
  );
}
