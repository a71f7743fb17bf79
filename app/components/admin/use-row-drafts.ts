import { useEffect, useRef, useState } from 'react';
import { usePerson } from '~/components/admin/use-person';
import { type Draft, findDrafts, forgetDraft, holdDraft, keepDraft } from '~/drafts';

/** Where a row of the table is saved; and its draft is offered, on the page that has the row's fields alone. */
export const quickPath = (id: string) => `/admin/products/${id}/quick`;
export const quickTitle = (product: string) => `Price and stock of “${product}”`;

/**
 * What was left unsaved in this browser, for the table's rows to offer.
 * @param rows another text asks anew.
 */
export function useLeftDrafts(rows: string) {
  const person = usePerson();
  const [left, setLeft] = useState<Draft[]>([]);
  useEffect(() => {
    let gone = false;
    void findDrafts(person).then((found) => {
      if (!gone) setLeft(found);
    });
    return () => {
      gone = true;
    };
  }, [person, rows]);
  return {
    /** The newest of a row. */
    of: (id: string) => left.find(({ path }) => path === quickPath(id)),
    /** Offers it no more. */
    take: (draft: Draft) => setLeft((known) => known.filter((one) => one !== draft)),
  };
}

/**
 * Keeps in the browser what is typed into a row, until it is saved or taken back.
 * @param id of its draft.
 * @param typed another object wherever anything of it is another; null for nothing.
 * @returns whether the browser keeps it, as far as is known.
 */
export function useKeptRow(
  id: string,
  product: { id: string; title: string } | null,
  typed: Pick<Draft, 'key' | 'version' | 'fields'> | null,
): boolean {
  const person = usePerson();
  const before = useRef(false);
  const [kept, setKept] = useState(true);
  useEffect(() => {
    if (typed && product) {
      const title = quickTitle(product.title);
      const path = quickPath(product.id);
      // At once; whether the storage had room for it is known only then.
      const isKept = keepDraft({ ...typed, id, path, title, person, at: Date.now(), files: [] });
      queueMicrotask(() => setKept(isKept));
    } else if (before.current) forgetDraft(id);
    before.current = typed !== null;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- What the row shows anew changes nothing in it.
  }, [typed]);
  const unsaved = typed !== null;
  useEffect(() => (unsaved ? holdDraft(id) : undefined), [unsaved, id]);
  return kept || !unsaved;
}
