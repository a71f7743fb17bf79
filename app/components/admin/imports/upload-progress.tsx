import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { forgetFile, keepFile, keptFile } from '~/components/admin/imports/kept-file';
import { Meter } from '~/components/admin/imports/meter';
import { useHydrated } from '~/components/admin/use-hydrated';
import { type Sending, sendFile } from '~/file-sending';
import { bytesText } from '~/models/catalogue-import';

type Props = { id: string; fileName: string; received: number; size: number | null };

/** A file on its way here: how far it is, what it waits for, and how to go on. */
export function UploadProgress({ id, fileName, received, size }: Props) {
  const [file, setFile] = useState(() =>
    typeof document === 'undefined' ? undefined : keptFile(id),
  );
  const { sending, again } = useSending(id, file);
  const hydrated = useHydrated();
  const sent = Math.max(sending?.sent ?? 0, received);
  return (
    <section className="panel stack" aria-labelledby="upload">
      <h2 id="upload">{file && sending?.state !== 'stopped' ? 'Sending' : 'Not here whole'}</h2>
      <Meter
        name={`${fileName} on its way`}
        done={sent}
        total={size ?? 0}
        text={`${bytesText(sent)}${size === null ? '' : ` of ${bytesText(size)}`} are here.`}
      />
      {sending?.state === 'waiting' ? <p role="status">{sending.said}</p> : null}
      {sending?.state === 'stopped' ? (
        <>
          <p className="field-error" role="alert">
            {sending.said}
          </p>
          {sending.signedOut ? (
            <p className="actions">
              <a className="button" href="/admin/login" target="_blank" rel="noreferrer">
                Sign in in another tab
              </a>
              <button type="button" className="button button-primary" onClick={again}>
                Go on
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      {hydrated &&
      size !== null &&
      (!file || (sending?.state === 'stopped' && !sending.signedOut)) ? (
        <div className="field">
          <label htmlFor="again">Choose {fileName} again, and it goes on where it broke off</label>
          <input
            id="again"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              if (!chosen) return;
              keepFile(id, chosen);
              setFile(chosen);
            }}
          />
        </div>
      ) : null}
      {hydrated && size !== null ? (
        <p className="hint">
          You may lose the connection, reload or close this page: what is here stays for seven days.
        </p>
      ) : (
        <form
          method="post"
          action="/admin/imports?index"
          encType="multipart/form-data"
          className="stack"
        >
          <input type="hidden" name="id" value={id} />
          <div className="field">
            <label htmlFor="whole">Send {fileName} again</label>
            <input id="whole" name="file" type="file" required />
          </div>
          <p className="actions">
            <button className="button button-primary">Send it again</button>
          </p>
        </form>
      )}
    </section>
  );
}

/** Sends a file for as long as the page shows it. */
function useSending(id: string, file: File | undefined) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [tries, setTries] = useState(0);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!file) return;
    const leaving = new AbortController();
    void sendFile({ id, file, signal: leaving.signal }, (now) => {
      setSending(now);
      if (now.state !== 'whole') return;
      forgetFile(id);
      revalidate();
    });
    return () => leaving.abort();
  }, [id, file, tries, revalidate]);
  return { sending, again: () => setTries((count) => count + 1) };
}
