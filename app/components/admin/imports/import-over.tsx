import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { Banner } from '~/components/admin/banner';
import { Counts } from '~/components/admin/imports/counts';
import { forgetDraftsAt } from '~/drafts';
import type { CatalogueImport } from '~/models/catalogue-import.server';

type Props = {
  file: Pick<
    CatalogueImport,
    'status' | 'created' | 'changed' | 'unchanged' | 'refused' | 'products' | 'startedBy'
  >;
};

/** What came of an import. */
export function ImportOver({ file }: Props) {
  const { status, created, changed, unchanged, refused, products, startedBy } = file;
  const done = created + changed + unchanged + refused;
  const { pathname } = useLocation();
  // Nobody names its columns any more.
  useEffect(() => forgetDraftsAt(pathname), [pathname]);
  if (startedBy === '') {
    return <Banner tone="warn" title="Cancelled before anything was imported." />;
  }
  return (
    <section className="panel stack" aria-labelledby="over">
      <h2 id="over">{titleOf(status === 'done', created + changed, refused)}</h2>
      <Counts {...file} />
      {status === 'cancelled' && done < products ? (
        <p>
          It was stopped after {done.toLocaleString('en')} of {products.toLocaleString('en')}{' '}
          products. What was imported stays; bring the file again for the rest, and what is as it
          says is left alone.
        </p>
      ) : null}
      <p className="hint">
        Who changed what is in each product’s history. This report is kept for 30 days.
      </p>
    </section>
  );
}

function titleOf(whole: boolean, written: number, refused: number): string {
  if (!whole) return 'Stopped';
  if (refused > 0) return 'Imported, but for what was refused';
  return written === 0 ? 'All was as the file says already' : 'Imported';
}
