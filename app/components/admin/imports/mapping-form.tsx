import { Form, useNavigate } from '@remix-run/react';
import { fieldLabel, fieldNames } from '~/catalogue/columns';
import type { Dialect } from '~/catalogue/dialect';
import type { Mapping } from '~/catalogue/mapping';
import { Drafts } from '~/components/admin/drafts';
import { DialectFields } from '~/components/admin/imports/dialect-fields';
import { LookOnly } from '~/components/admin/look-only';
import { ObstacleNotice } from '~/components/admin/obstacle';
import { Unsaved } from '~/components/admin/unsaved';
import {
  type BringingBack,
  type BroughtBack,
  useBroughtBack,
} from '~/components/admin/use-brought-back';
import { useMay } from '~/components/admin/use-may';
import { chosenIn, type ImportReply, isFor, searchOf } from '~/chosen-columns';
import { type Draft, formOf } from '~/drafts';

export type Sample = {
  names: string[];
  /** The first rows' cells, shortened; none where they are not at hand. */
  rows: string[][];
};

type Props = {
  fileName: string;
  sample: Sample;
  /** In which the sample was read. */
  dialect: Dialect;
  /** As it is known, or guessed. */
  mapping: Mapping;
  saveKey: string;
  /** What the last sending came back with. */
  reply?: ImportReply;
};

/** Says how a file is written and what its columns become, or what was chosen for them before and is brought back. */
export function MappingForm(props: Props) {
  const { back, reply, bringBack } = useBroughtBack(props, replyOfDraft);
  const navigate = useNavigate();
  const readAsThen = (brought: BroughtBack) => {
    bringBack(brought);
    const chosen = replyOfDraft(brought.draft).chosen;
    if (!chosen || isFor(chosen, props.sample.names)) return;
    navigate(`?${searchOf(chosen)}`, { preventScrollReset: true });
  };
  const shown = { ...props, reply };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={readAsThen} />;
}

function Fields({ back, onBringBack, ...props }: Props & BringingBack) {
  const { fileName, sample, dialect, saveKey, reply } = props;
  const { names, rows } = sample;
  const mayAct = useMay()('act', 'admin.imports.$id');
  const key = reply?.key ?? saveKey;
  const chosen = reply?.chosen && isFor(reply.chosen, names) ? reply.chosen.mapping : null;
  const mapping = chosen ?? props.mapping;
  return (
    <>
      <Form method="post" className="stack">
        <Unsaved broughtBack={back !== undefined} />
        <input type="hidden" name="key" value={key} />
        {/* Not the button’s: the form is sent again by itself too. */}
        <input type="hidden" name="intent" value="map" />
        {mayAct ? null : <LookOnly />}
        <fieldset className="bare stack" disabled={!mayAct}>
          <DialectFields dialect={reply?.chosen?.dialect ?? dialect} mayAct={mayAct} />
          <section className="panel stack" aria-labelledby="columns">
            <h2 id="columns">What the columns are</h2>
            <Drafts
              id={back?.draft.id ?? saveKey}
              title={`The columns of ${fileName}`}
              broughtBack={back}
              onBringBack={onBringBack}
            />
            {reply?.obstacle ? (
              <ObstacleNotice
                obstacle={reply.obstacle}
                reply={reply}
                kept="What you chose is still here"
              />
            ) : null}
            <p>
              A title or an address (handle) is needed to tell products apart, and a price for each
              that is new. What you choose is remembered for files with the same columns.
            </p>
            <ul className="columns">
              {names.map((name, index) => (
                // What a column becomes goes with its name, however the file is read.
                <li key={`${index} ${name}`}>
                  <Column {...{ index, name }} use={mapping[index] ?? 'keep'} />
                  {rows.length === 0 ? null : (
                    <ul
                      className="column-sample"
                      aria-label={`First values of ${name || 'this column'}`}
                    >
                      {rows.map((row, at) => (
                        <li key={at}>{row[index] ?? ''}</li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
            {mayAct ? (
              <p className="actions">
                <button className="button button-primary">Check the file</button>
                <button form="cancel" className="button button-quiet">
                  Cancel
                </button>
              </p>
            ) : null}
          </section>
        </fieldset>
      </Form>
      <Form id="cancel" method="post">
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="intent" value="cancel" />
      </Form>
    </>
  );
}

type ColumnProps = { index: number; name: string; use: string };

function Column({ index, name, use }: ColumnProps) {
  const id = `column-${index}`;
  return (
    <div className="field">
      <label htmlFor={id}>{name || `Column ${index + 1}, without a name`}</label>
      <input type="hidden" name={`names[${index}]`} value={name} />
      <select id={id} name={`columns[${index}]`} defaultValue={use}>
        <option value="keep">Keep it for exports</option>
        <option value="leave">Leave it out</option>
        <optgroup label="It is the product’s">
          {fieldNames.map((field) => (
            <option key={field} value={field}>
              {fieldLabel(field)}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

function replyOfDraft(draft: Draft): ImportReply {
  return { problem: null, obstacle: null, key: draft.key, chosen: chosenIn(formOf(draft)) };
}
