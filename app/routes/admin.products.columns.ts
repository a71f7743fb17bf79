import { redirect } from '@remix-run/node';
import { adminAction, adminLoader } from '~/admin-route.server';
import { textOf } from '~/form-text';
import { parseTableQuery, tableHref } from '~/models/product-table';
import { columnsCookie, knownColumns } from '~/models/table-columns';

export const loader = adminLoader('admin.products.columns', () =>
  Promise.resolve(redirect('/admin/products')),
);

/** Keeps which columns of the table this browser shows. */
export const action = adminAction('admin.products.columns', ({ form }) => {
  if (!form.has('back')) throw new Response('This is no choice of columns.', { status: 400 });
  const names = form.getAll('column').filter((name) => typeof name === 'string');
  const query = parseTableQuery(new URLSearchParams(textOf(form, 'back').slice(0, 4_000)));
  return Promise.resolve(
    redirect(tableHref(query, { page: query.page }), {
      headers: { 'Set-Cookie': columnsCookie(knownColumns(names)) },
    }),
  );
});
