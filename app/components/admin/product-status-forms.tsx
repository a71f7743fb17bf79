import { Form, Link } from '@remix-run/react';
import { useHydrated } from '~/components/admin/use-hydrated';

type Props = {
  id: string;
  version: number;
  status: 'draft' | 'active' | 'archived';
  saveKey: string;
};

/** Taking a product out of the shop and back, and deleting it: apart from the form, so that none of it saves the form. */
export function ProductStatusForms({ id, version, status, saveKey }: Props) {
  const unsaved = useHydrated()
    ? 'What is not saved above stays as it is typed.'
    : 'Save first what you changed above.';
  return (
    <div className="form-after">
      <section className="panel stack" aria-labelledby="duplicate">
        <h2 id="duplicate">Duplicate</h2>
        <p className="hint">
          Makes a draft with the same options, pictures and categories. Its SKUs end in -COPY; it
          has no stock and no barcodes. What is not saved above is not copied.
        </p>
        <Form method="post" action={`/admin/products/${id}/duplicate`} className="actions">
          <input type="hidden" name="key" value={saveKey} />
          <button className="button">Duplicate</button>
        </Form>
      </section>
      <section className="panel stack" aria-labelledby="away">
        <h2 id="away">{status === 'archived' ? 'Archived' : 'Put away'}</h2>
        <p className="hint">
          {status === 'archived'
            ? 'Customers don’t see it; everything of it is kept.'
            : `Archiving hides a product from customers and keeps everything of it. ${unsaved}`}
        </p>
        <Form method="post" action={`/admin/products/${id}/status`} className="actions">
          <input type="hidden" name="key" value={saveKey} />
          <input type="hidden" name="version" value={version} />
          {status === 'archived' ? (
            <>
              <button className="button" name="status" value="active">
                Put back in the shop
              </button>
              <button className="button" name="status" value="draft">
                Restore as a draft
              </button>
            </>
          ) : (
            <button className="button" name="status" value="archived">
              Archive
            </button>
          )}
          <Link className="button button-danger" to={`/admin/products/${id}/delete`}>
            Delete…
          </Link>
        </Form>
      </section>
    </div>
  );
}
