import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { type FormElsewhere, formAround, isOf } from '~/components/admin/form-around';
import { isListButton } from '~/components/admin/list-button';

/** Milliseconds before the first, second, … try; the last for all that follow. */
const waits = [2_000, 4_000, 8_000, 15_000];

type Props = {
  /** Whether the form may have been saved already. */
  unknown: boolean;
  /** Of the last try. */
  reply: object;
  onSend: () => void;
  /** Where it does not stand in the form. */
  elsewhere?: FormElsewhere;
};

/**
 * With a form that could not be saved: sends it again under its key until it is. Whoever changes something
 * presses Save again, so that nothing half-typed is saved.
 */
export function SaveAgain({ unknown, reply, onSend, elsewhere }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const navigating = useNavigation().state !== 'idle';
  const sending = elsewhere ? elsewhere.busy : navigating;
  const formId = elsewhere?.id;
  const [state, setState] = useState<'idle' | 'waiting' | 'changed' | 'stopped'>('idle');
  const tries = useRef(0);

  useEffect(() => {
    const form = formAround(place.current, formId);
    if (!form) return;
    const onInput = ({ target }: Event) => {
      if (isOf(form, target)) setState('changed');
    };
    const onSubmit = ({ submitter }: SubmitEvent) => {
      setState(isListButton(submitter) ? 'changed' : 'waiting');
    };
    document.addEventListener('input', onInput);
    form.addEventListener('submit', onSubmit);
    return () => {
      document.removeEventListener('input', onInput);
      form.removeEventListener('submit', onSubmit);
    };
  }, [formId]);

  useEffect(() => {
    const form = formAround(place.current, formId);
    if (!form || sending || state === 'changed' || state === 'stopped') return;
    setState('waiting');
    const send = () => {
      tries.current += 1;
      onSend();
      form.requestSubmit();
    };
    const timer = setTimeout(send, waits[Math.min(tries.current, waits.length - 1)]);
    return () => clearTimeout(timer);
  }, [reply, sending, state, onSend, formId]);

  return (
    <div ref={place} className="actions save-again" role="status">
      {state === 'idle' ? null : <p>{said(state, sending, unknown)}</p>}
      {state === 'waiting' && !sending ? (
        <button type="button" className="button button-small" onClick={() => setState('stopped')}>
          Stop trying
        </button>
      ) : null}
    </div>
  );
}

function said(state: 'waiting' | 'changed' | 'stopped', sending: boolean, unknown: boolean) {
  if (state === 'changed') return 'You have changed something since: press Save when it is ready.';
  if (state === 'stopped') return 'It is not sent again by itself. Press Save when you like.';
  if (!sending)
    return 'It is sent again by itself until it is saved. You can leave this page open.';
  return unknown ? 'Checking whether it was saved…' : 'Trying to save it again…';
}
