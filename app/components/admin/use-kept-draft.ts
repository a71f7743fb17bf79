import { useLocation } from '@remix-run/react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { isListButton } from '~/components/admin/list-button';
import { useBrowserLayoutEffect } from '~/components/admin/use-browser-layout-effect';
import type { BroughtBack } from '~/components/admin/use-brought-back';
import { usePerson } from '~/components/admin/use-person';
import type { PictureFile } from '~/components/picture';
import {
  type Draft,
  forgetDraft,
  isSame,
  keepDraft,
  openedWith,
  pathOf,
  typedInto,
} from '~/drafts';
import { textOf } from '~/form-text';
import { handOver, placeIn, savedAs, takeOver } from '~/handed-over';

/** Milliseconds without typing. */
const pause = 400;

type Kept = {
  id: string;
  title: string;
  files: PictureFile[];
  broughtBack: BroughtBack | undefined;
  onBringBack: (brought: BroughtBack) => void;
  isOffered: (draft: Draft) => boolean;
};

/**
 * Keeps a form in the browser as one types. What is not saved when another form takes its place goes on in that one.
 * @param place inside the form.
 * @returns whether the browser keeps what is typed, as far as is known.
 */
export function useKeptDraft(
  place: RefObject<HTMLElement>,
  { id, title, files, broughtBack, onBringBack, isOffered }: Kept,
): boolean {
  const { pathname } = useLocation();
  const person = usePerson();
  const [kept, setKept] = useState(true);
  const known = useRef({ title, files, person });
  const bringBack = useRef(onBringBack);
  const isMine = useRef(isOffered);
  useEffect(() => {
    known.current = { title, files, person };
    bringBack.current = onBringBack;
    isMine.current = isOffered;
  });

  // Before the browser takes another key: whoever types on loses none.
  useBrowserLayoutEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    const left = broughtBack ? null : takeOver(pathOf(form), isMine.current);
    if (left) {
      const { draft, saved } = left;
      const key = saved ? textOf(new FormData(form), 'key') : draft.key;
      keepDraft({ ...draft, key });
      bringBack.current({ draft: { ...draft, key }, from: left });
    }
  }, [place, pathname, broughtBack]);

  useBrowserLayoutEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    const opened = broughtBack ? null : openedWith(form);
    let sent: Pick<Draft, 'key' | 'fields'> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      const fields = typedInto(form);
      if (opened && isSame(fields, opened)) return forgetDraft(id);
      setKept(keepDraft(draftOf(form, { id, fields, ...known.current })));
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
      sent = { key: textOf(new FormData(form), 'key'), fields: typedInto(form) };
    };
    const leave = () => {
      now();
      const fields = typedInto(form);
      const saved = sent && savedAs(sent.key);
      if (saved && sent && isSame(fields, sent.fields)) return forgetDraft(id);
      if (!saved && opened && isSame(fields, opened)) return;
      const draft = draftOf(form, { id, fields, ...known.current });
      if (saved) keepDraft({ ...draft, ...saved });
      handOver({ draft: { ...draft, ...saved }, saved: saved !== null, place: placeIn(form) });
    };
    // Dropped on the way out, and not by somebody who stays when they are asked.
    let dropping = { clicked: false, going: false };
    const onClick = ({ target }: Event) => {
      const drops = target instanceof Element && target.closest('[data-drops-draft]') !== null;
      dropping = { clicked: drops, going: false };
    };
    const onBeforeUnload = () => {
      dropping = { clicked: false, going: dropping.clicked };
    };
    const onPageHide = () => {
      if (!dropping.going) return now();
      clearTimeout(timer);
      timer = undefined;
      forgetDraft(id);
    };
    // Typed before the page's scripts had come.
    if (opened && !isSame(typedInto(form), opened)) later();
    form.addEventListener('input', later);
    form.addEventListener('submit', onSubmit);
    form.addEventListener('click', onClick);
    document.addEventListener('visibilitychange', now);
    window.addEventListener('beforeunload', onBeforeUnload);
    window.addEventListener('pagehide', onPageHide);
    return () => {
      form.removeEventListener('input', later);
      form.removeEventListener('submit', onSubmit);
      form.removeEventListener('click', onClick);
      document.removeEventListener('visibilitychange', now);
      window.removeEventListener('beforeunload', onBeforeUnload);
      window.removeEventListener('pagehide', onPageHide);
      leave();
    };
  }, [place, id, broughtBack]);
  return kept;
}

type Known = Pick<Draft, 'id' | 'title' | 'person' | 'fields' | 'files'>;

function draftOf(form: HTMLFormElement, { files, ...known }: Known): Draft {
  const sent = new FormData(form);
  const version = sent.get('version');
  const named = new Set(known.fields.map(([, value]) => value));
  return {
    ...known,
    path: pathOf(form),
    title: textOf(sent, 'title') || known.title,
    files: files.filter(({ id }) => named.has(id)),
    at: Date.now(),
    key: textOf(sent, 'key'),
    version: version === null ? null : Number(version),
  };
}
