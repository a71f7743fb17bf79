import { useNavigation, useSubmit } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { keepFile } from '~/components/admin/imports/kept-file';
import { bytesText } from '~/models/catalogue-import';

type Props = {
  /** Of the import that this form begins. */
  id: string;
  /** Bytes. */
  most: number;
};

/** Chooses a file and sends it: with scripts in parts, so that it goes on after whatever happens; else as it is. */
export function UploadForm({ id, most }: Props) {
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const [wrong, setWrong] = useState('');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get('file');
    if (!(file instanceof File) || file.name === '') return setWrong('Choose a file first.');
    if (file.size > most)
      return setWrong(`It is larger than ${bytesText(most)}. Divide it into several files.`);
    keepFile(id, file);
    submit({ id, name: file.name, size: String(file.size) }, { method: 'post' });
  };
  return (
    <section className="panel stack" aria-labelledby="bring">
      <h2 id="bring">Bring products in</h2>
      <form method="post" encType="multipart/form-data" className="stack" onSubmit={send}>
        <input type="hidden" name="id" value={id} />
        <div className="field">
          <label htmlFor="file">A CSV file</label>
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            required
            aria-describedby={wrong ? 'file-wrong file-hint' : 'file-hint'}
            aria-invalid={wrong ? true : undefined}
            onChange={() => setWrong('')}
          />
          {wrong ? (
            <p id="file-wrong" className="field-error" role="alert">
              {wrong}
            </p>
          ) : null}
          <p id="file-hint" className="hint">
            An export of Shopify’s or of this shop, or any CSV with a row for each product: you say
            which column is what. At most {bytesText(most)}.
          </p>
        </div>
        <p className="actions">
          <button className="button button-primary" disabled={busy}>
            Check the file
          </button>
        </p>
        <p className="hint">
          First it is only checked. You see every problem by its row before anything changes.
        </p>
      </form>
    </section>
  );
}
