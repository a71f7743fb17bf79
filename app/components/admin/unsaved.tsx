import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Inside a form: asks before the page is left when something was typed, or a list of the form changed. A form that
 * is read anew after a save is another one, of which nothing is unsaved.
 *
 * A component of its own: a form that renders without its fields, as React does where a state is set to what it
 * is, loses Conform's subscriptions.
 */
export function Unsaved() {
  const place = useRef<HTMLSpanElement>(null);
  const [unsaved, setUnsaved] = useState(false);
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
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm('What you typed is not saved. Leave it behind?')) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (unsaved) event.preventDefault();
      },
      [unsaved],
    ),
  );
  return <span ref={place} hidden />;
}
