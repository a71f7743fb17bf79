import { useFetcher } from '@remix-run/react';
import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Banner } from '~/components/admin/banner';
import { CredentialFields } from '~/components/admin/credential-fields';
import { formAround } from '~/components/admin/form-around';
import { useHydrated } from '~/components/admin/use-hydrated';
import type { action } from '~/routes/admin_.login';

/**
 * Inside a form that a signed-out person sent: sign in on the spot, and it is sent again.
 * @param formId of the form where it stands elsewhere.
 */
export function SignInAgain({ reply, formId }: { reply: object; formId?: string }) {
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

  useEffect(() => {
    if (!signedIn) return;
    dialog.current?.close();
    formAround(place.current, formId)?.requestSubmit();
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
        Sign in and save
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
            <p>Sign in, and what you typed is saved.</p>
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
