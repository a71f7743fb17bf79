import { useLocation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { DraftBack } from '~/components/admin/draft-back';
import { DraftOffer } from '~/components/admin/draft-offer';
import { KeepsNothing } from '~/components/admin/keeps-nothing';
import type { BroughtBack } from '~/components/admin/use-brought-back';
import { useKeptDraft } from '~/components/admin/use-kept-draft';
import { usePerson } from '~/components/admin/use-person';
import type { PictureFile } from '~/components/picture';
import {
  type Draft,
  findDrafts,
  forgetDraft,
  holdDraft,
  isSame,
  pathOf,
  typedInto,
} from '~/drafts';

type Props = {
  /** The draft's id: the key that the form was opened with. */
  id: string;
  title: string;
  /** Known pictures, of which the draft takes those that the form names. */
  files?: PictureFile[];
  /** The draft that was brought back into this form. */
  broughtBack?: BroughtBack;
  onBringBack: (brought: BroughtBack) => void;
  /** Which of its path; all where nothing is said. */
  isOffered?: (draft: Draft) => boolean;
};

/**
 * Inside a form: keeps it in the browser as one types, and offers back what an earlier tab left unsaved. What is not
 * saved when another form takes this one's place goes on in that one.
 * A component of its own, as `Unsaved` is.
 */
export function Drafts({
  id: openedWith,
  title,
  files = [],
  broughtBack,
  onBringBack,
  isOffered = () => true,
}: Props) {
  const [id] = useState(openedWith);
  const place = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  const person = usePerson();
  const [offers, setOffers] = useState<Draft[]>([]);
  const kept = useKeptDraft(place, { id, title, files, broughtBack, onBringBack, isOffered });

  useEffect(() => holdDraft(id), [id]);

  useEffect(() => {
    let gone = false;
    void findDrafts(person).then((found) => {
      const form = place.current?.closest('form');
      if (gone || !form) return;
      const path = pathOf(form);
      const here = found.filter((draft) => draft.path === path && draft.id !== id);
      const same = here.filter(({ fields }) => isSame(fields, typedInto(form)));
      for (const draft of same) forgetDraft(draft.id);
      setOffers(here.filter((draft) => !same.includes(draft)));
    });
    return () => {
      gone = true;
    };
  }, [id, person, pathname]);

  function throwAway(draft: Draft) {
    forgetDraft(draft.id);
    setOffers((known) => known.filter((offer) => offer !== draft));
  }

  return (
    <div ref={place} className="drafts stack">
      {kept ? null : <KeepsNothing />}
      {broughtBack ? <DraftBack from={broughtBack.from} /> : null}
      {offers.filter(isOffered).map((draft) => (
        <DraftOffer
          key={draft.id}
          draft={draft}
          onBringBack={() => onBringBack({ draft })}
          onThrowAway={() => throwAway(draft)}
        />
      ))}
    </div>
  );
}
