import { useFetcher } from '@remix-run/react';
import { type RefObject, useEffect, useRef } from 'react';
import { textOf } from '~/form-text';
import type { clientAction } from '~/routes/admin.preview';

/** Milliseconds without typing. */
const pause = 350;

const names = ['title', 'slug', 'description', 'seoTitle', 'seoDescription'];

/**
 * What the form around `place` would look like in the shop, and again whenever its text was changed.
 * @param open whether anybody looks at it: otherwise nothing is asked.
 * @returns undefined until it is there, null where it can't be had.
 */
export function useTextPreview(place: RefObject<HTMLElement>, open: boolean) {
  const { submit, data } = useFetcher<typeof clientAction>();
  const send = useRef(submit);
  useEffect(() => {
    send.current = submit;
  });
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form || !open) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      const typed = new FormData(form);
      const sent = new FormData();
      for (const name of names) sent.append(name, textOf(typed, name));
      send.current(sent, { method: 'post', action: '/admin/preview' });
    };
    const later = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !names.includes(target.getAttribute('name') ?? '')) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    };
    ask();
    form.addEventListener('input', later);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', later);
    };
  }, [place, open]);
  return data;
}
