import { useEffect, useRef, useState } from 'react';
import { useAskBeforeLeaving } from '~/components/admin/use-ask-before-leaving';

/**
 * Inside a form: asks before the page is left when something was typed, or a list of the form changed. A form that
 * is read anew after a save is another one, of which nothing is unsaved.
 *
 * A component of its own: a form that renders without its fields, as React does where a state is set to what it
 * is, loses Conform's subscriptions.
 * @param broughtBack whether it opened with what is not saved.
 */
export function Unsaved({ broughtBack = false }: { broughtBack?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  const [unsaved, setUnsaved] = useState(broughtBack);
  useEffect(() => {
    const form = place.current?.closest('form');
    const onInput = () => setUnsaved(true);
    const onClick = ({ target }: Event) => {
      if (target instanceof Element && target.closest('button[name="__intent__"]')) {
        setUnsaved(true);
      }
    };
    form?.addEventListener('input', onInput);
    form?.addEventListener('click', onClick);
    return () => {
      form?.removeEventListener('input', onInput);
      form?.removeEventListener('click', onClick);
    };
  }, []);
  useAskBeforeLeaving(unsaved, ({ pathname }) => pathname);
  return <span ref={place} hidden />;
}
