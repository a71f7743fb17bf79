import { useFetcher } from '@remix-run/react';
import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Banner } from '~/components/admin/banner';
import { CredentialFields } from '~/components/admin/credential-fields';
import { formAround } from '~/components/admin/form-around';
import { useHydrated } from '~/components/admin/use-hydrated';
import type { action } from '~/routes/admin_.login';

type Props = {
  /** Another one asks anew. */
  reply: object;
  /** Of the form, where it stands elsewhere. */
  formId?: string;
  /** Where pictures wait for it: what sends them, in place of the form. */
  sendPictures?: () => void;
};

/** Inside a form that a signed-out person sent: sign in on the spot, and it is sent again. */
export function SignInAgain({ reply, formId, sendPictures }: Props) {
  const hydrated = useHydrated();
  const fetcher = useFetcher<typeof action>();
  const titleId = useId();
  const place = useRef<HTMLParagraphElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = fetcher.data;
  const signedIn = answer?.signedIn === true;

  useEffect(() => {
    if (hydrated) dialog.current?.showModal();
  }, [hydrated, reply]);

  const send = useRef(sendPictures);
  useEffect(() => {
    send.current = sendPictures;
  });
  useEffect(() => {
    if (!signedIn) return;
    dialog.current?.close();
    if (send.current) send.current();
    else formAround(place.current, formId)?.requestSubmit();
  }, [answer, signedIn, formId]);

  if (!hydrated) {
    return (
      <p>
        <a href="/admin/login" target="_blank" rel="noreferrer">
          Sign in (opens another tab)
        </a>
        , then come back and press Save again.
      </p>
    );
  }
  return (
    <p ref={place}>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        {sendPictures ? 'Sign in and send them' : 'Sign in and save'}
      </button>
      {/* A form can't stand in a form. */}
      {createPortal(
        <dialog ref={dialog} className="admin dialog" aria-labelledby={titleId}>
          <fetcher.Form
            method="post"
            action="/admin/login"
            className="stack"
            // React's events go up to the form that this stands in.
            onSubmit={(event) => event.stopPropagation()}
          >
            <h2 id={titleId}>You were signed out</h2>
            <p>
              {sendPictures
                ? 'Sign in, and your pictures are sent. What you typed is still here.'
                : 'Sign in, and what you typed is saved.'}
            </p>
            {answer?.message ? <Banner tone="bad" title={answer.message} /> : null}
            <input type="hidden" name="stay" value="yes" />
            <CredentialFields />
            <div className="actions">
              <button className="button button-primary" aria-busy={fetcher.state !== 'idle'}>
                Sign in
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => dialog.current?.close()}
              >
                Not now
              </button>
            </div>
          </fetcher.Form>
        </dialog>,
        document.body,
      )}
    </p>
  );
}
