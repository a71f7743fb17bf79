import { type RefObject, useEffect, useRef, useState } from 'react';
import { isListButton } from '~/components/admin/list-button';

/**
 * Holds a form's save back while something that belongs to it is under way, and sends it then.
 * @param place inside the form.
 * @param failed when something of it came to nothing, so that it is for the person to save without it.
 * @returns whether a save is held.
 */
export function useHeldSave(
  place: RefObject<HTMLElement>,
  { underWay, failed }: { underWay: boolean; failed: boolean },
): boolean {
  const [held, setHeld] = useState(false);
  const submitter = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form || !underWay) return;
    const hold = (event: SubmitEvent) => {
      if (isListButton(event.submitter)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter.current = event.submitter;
      setHeld(true);
    };
    form.addEventListener('submit', hold, { capture: true });
    return () => form.removeEventListener('submit', hold, { capture: true });
  }, [place, underWay]);
  useEffect(() => {
    if (!held || underWay) return;
    const settle = () => {
      setHeld(false);
      if (!failed) place.current?.closest('form')?.requestSubmit(submitter.current);
    };
    // After what came last has found its place in the form.
    const timer = setTimeout(settle);
    return () => clearTimeout(timer);
  }, [held, underWay, failed, place]);
  return held;
}
