import { useLocation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { DraftBack } from '~/components/admin/draft-back';
import { DraftOffer } from '~/components/admin/draft-offer';
import { isListButton } from '~/components/admin/list-button';
import { usePerson } from '~/components/admin/use-person';
import type { PictureFile } from '~/components/picture';
import {
  type Draft,
  findDrafts,
  forgetDraft,
  holdDraft,
  isSame,
  keepDraft,
  typedInto,
} from '~/drafts';
import { textOf } from '~/form-text';

/** Milliseconds without typing. */
const pause = 400;

type Props = {
  /** The draft's id: the key that the form was opened with. */
  id: string;
  title: string;
  /** Known pictures, of which the draft takes those that the form names. */
  files?: PictureFile[];
  /** The draft that was brought back into this form. */
  broughtBack?: Draft;
  onBringBack: (draft: Draft) => void;
};

/**
 * Inside a form: keeps it in the browser as one types, and offers back what an earlier tab left unsaved.
 * A component of its own, as `Unsaved` is.
 */
export function Drafts({ id: openedWith, title, files = [], broughtBack, onBringBack }: Props) {
  const [id] = useState(openedWith);
  const place = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  const person = usePerson();
  const [offers, setOffers] = useState<Draft[]>([]);
  const known = useRef({ title, files, person });
  useEffect(() => {
    known.current = { title, files, person };
  });

  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    const opened = broughtBack ? null : typedInto(form);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      const fields = typedInto(form);
      if (opened && isSame(fields, opened)) return forgetDraft(id);
      keepDraft(draftOf(form, { id, path: pathname, fields, ...known.current }));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, pause);
    };
    const now = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      keep();
    };
    // The buttons that change a list submit too; the list has changed a moment later.
    const onSubmit = ({ submitter }: SubmitEvent) => {
      if (isListButton(submitter)) return later();
      // Under the key that it is sent with.
      clearTimeout(timer);
      keep();
    };
    const onClick = ({ target }: Event) => {
      if (!(target instanceof Element && target.closest('[data-drops-draft]'))) return;
      clearTimeout(timer);
      timer = undefined;
      forgetDraft(id);
    };
    form.addEventListener('input', later);
    form.addEventListener('submit', onSubmit);
    form.addEventListener('click', onClick);
    document.addEventListener('visibilitychange', now);
    window.addEventListener('pagehide', now);
    return () => {
      form.removeEventListener('input', later);
      form.removeEventListener('submit', onSubmit);
      form.removeEventListener('click', onClick);
      document.removeEventListener('visibilitychange', now);
      window.removeEventListener('pagehide', now);
      now();
    };
  }, [id, pathname, broughtBack]);

  useEffect(() => holdDraft(id), [id]);

  useEffect(() => {
    let gone = false;
    void findDrafts(person).then((found) => {
      const form = place.current?.closest('form');
      if (gone || !form) return;
      const here = found.filter(({ path }) => path === pathname);
      const same = here.filter(({ fields }) => isSame(fields, typedInto(form)));
      for (const draft of same) forgetDraft(draft.id);
      setOffers(here.filter((draft) => !same.includes(draft)));
    });
    return () => {
      gone = true;
    };
  }, [person, pathname]);

  function throwAway(draft: Draft) {
    forgetDraft(draft.id);
    setOffers((known) => known.filter((offer) => offer !== draft));
  }

  return (
    <div ref={place} className="drafts stack">
      {broughtBack ? <DraftBack /> : null}
      {offers.map((draft) => (
        <DraftOffer
          key={draft.id}
          draft={draft}
          onBringBack={() => onBringBack(draft)}
          onThrowAway={() => throwAway(draft)}
        />
      ))}
    </div>
  );
}

type Known = Pick<Draft, 'id' | 'path' | 'title' | 'person' | 'fields' | 'files'>;

function draftOf(form: HTMLFormElement, { files, ...known }: Known): Draft {
  const sent = new FormData(form);
  const version = sent.get('version');
  const named = new Set(known.fields.map(([, value]) => value));
  return {
    ...known,
    title: textOf(sent, 'title') || known.title,
    files: files.filter(({ id }) => named.has(id)),
    at: Date.now(),
    key: textOf(sent, 'key'),
    version: version === null ? null : Number(version),
  };
}
