import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminLoader } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';
import { PageLinks } from '~/components/admin/page-links';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import { BIN_PAGE, listBin } from '~/models/product-bin.server';

export const meta: MetaFunction = () => [{ title: 'Bin · Admin' }];

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

export const loader = adminLoader('admin.bin._index', async ({ request }) => {
  const page = pageSchema.parse(new URL(request.url).searchParams.get('page') ?? 1);
  const bin = await listBin(page);
  const products = bin.products.map((product) => ({ ...product, key: randomUUID() }));
  return { page, pages: Math.ceil(bin.total / BIN_PAGE), products };
});

export default function Bin() {
  const { page, pages, products } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const mayAct = useMay()('act', 'admin.bin.$id');
  return (
    <>
      <div className="page-head">
        <h1>Bin</h1>
      </div>
      {search.has('purged') ? <Banner tone="good" title="The product is gone for good." /> : null}
      {products.length === 0 ? (
        <div className="empty">
          <p>
            Nothing is in the bin{page > 1 ? ' on this page' : ''}. A product that is deleted lies
            here for 30 days and can be brought back, with its history.
          </p>
          <p>
            <Link to="/admin/products">All products</Link>
          </p>
        </div>
      ) : (
        <>
          <p className="hint">What lies here is nowhere in the shop, and gone after 30 days.</p>
          <table className="products">
            <thead>
              <tr>
                <th scope="col">Product</th>
                <th scope="col">Deleted</th>
                <th scope="col">By</th>
                <th scope="col">
                  <span className="hidden-visually">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {products.map(({ productId, title, slug, deletedAt, by, key }) => (
                <tr key={productId}>
                  <th scope="row">
                    {title}
                    <span className="bin-slug">{slug}</span>
                  </th>
                  <td>
                    <Moment at={deletedAt} />
                  </td>
                  <td>{by}</td>
                  <td>
                    {mayAct ? (
                      <Form method="post" action={`/admin/bin/${productId}`} className="actions">
                        <input type="hidden" name="key" value={key} />
                        <button
                          className="button"
                          name="intent"
                          value="return"
                          aria-label={`Bring back ${title}`}
                        >
                          Bring back
                        </button>
                        <Link
                          className="button button-quiet"
                          to={`/admin/bin/${productId}`}
                          aria-label={`Delete ${title} for good…`}
                        >
                          Delete for good…
                        </Link>
                      </Form>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <PageLinks page={page} pages={pages} hrefOf={(to) => `?page=${to}`} />
    </>
  );
}

export const ErrorBoundary = Problem;
