import { useEffect, useRef, useState } from 'react';
import { changesList, isListButton } from '~/components/admin/list-button';
import { useAskBeforeLeaving } from '~/components/admin/use-ask-before-leaving';
import { isSame, openedWith, typedInto } from '~/drafts';

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
  const sent = useRef(false);
  useEffect(() => {
    const form = place.current?.closest('form');
    // Typed before the page's scripts had come.
    if (form && !isSame(typedInto(form), openedWith(form))) setUnsaved(true);
    const onInput = () => setUnsaved(true);
    const onSubmit = ({ submitter }: SubmitEvent) => {
      if (isListButton(submitter)) {
        if (changesList(submitter)) setUnsaved(true);
        return;
      }
      // Only while the page's scripts hear of it too.
      sent.current = true;
      setTimeout(() => (sent.current = false));
    };
    form?.addEventListener('input', onInput);
    form?.addEventListener('submit', onSubmit);
    return () => {
      form?.removeEventListener('input', onInput);
      form?.removeEventListener('submit', onSubmit);
    };
  }, []);
  useAskBeforeLeaving(
    unsaved,
    ({ pathname }) => pathname,
    () => sent.current,
  );
  return <span ref={place} hidden />;
}
