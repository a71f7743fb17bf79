import type { MetaFunction } from '@remix-run/node';
import { type ClientActionFunctionArgs, Link, useActionData } from '@remix-run/react';
import { adminAction, adminLoader } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { SearchResult } from '~/components/admin/search-result';
import { readText, textPreview } from '~/text-preview.server';
import { originOf } from '~/shop.server';

export const meta: MetaFunction = () => [{ title: 'Preview · Admin' }];

export const loader = adminLoader('admin.preview', () => Promise.resolve(null));

/** What a form's text looks like in the shop and in a search: nothing is stored. */
export const action = adminAction('admin.preview', ({ form, request }) =>
  Promise.resolve(textPreview(readText(form), originOf(request))),
);

/** Whatever fails here must not take the half-filled form away: the preview is not there, then. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch {
    return null;
  }
}

/** In a tab of its own, where there are no scripts. */
export default function Preview() {
  const preview = useActionData<typeof action>();
  if (!preview) {
    return (
      <section className="panel stack confirm">
        <h1>Preview</h1>
        <p>A preview is opened from a product’s form, or a category’s.</p>
        <p>
          <Link className="button" to="/admin/products">
            All products
          </Link>
        </p>
      </section>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>Preview</h1>
      </div>
      <p className="hint">Nothing is saved. Close this tab to go on with the form.</p>
      <section className="panel stack" aria-labelledby="as-in-shop">
        <h2 id="as-in-shop">In the shop</h2>
        <div className="prose" dangerouslySetInnerHTML={{ __html: preview.html }} />
      </section>
      <section className="panel stack" aria-labelledby="as-in-search">
        <h2 id="as-in-search">In a search</h2>
        <SearchResult result={preview.result} />
      </section>
    </>
  );
}

export const ErrorBoundary = Problem;
