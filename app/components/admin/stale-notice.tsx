import { useId } from 'react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';
import type { findConflicts } from '~/models/product-merged.server';
import type { Choice, Conflict } from '~/models/three-ways';

type Stale = NonNullable<Awaited<ReturnType<typeof findConflicts>>>;

/** Someone else changed the same: what is to be chosen. Inside the form, whose input is kept. */
export function StaleNotice({ id, stale }: { id: string; stale: Stale }) {
  const { version, last, conflicts, taken, choices } = stale;
  const who = last?.by ?? 'Someone else';
  const chosen = new Map(choices);
  return (
    <Attention to={stale}>
      <Banner tone="warn" title={titleOf(conflicts.length, chosen.size, who)}>
        {conflicts.length === 0 ? (
          <p>What was saved since you opened this goes together with yours. Save again.</p>
        ) : (
          <p>
            {last ? (
              <>
                The last change is from <Moment at={last.at} />.{' '}
              </>
            ) : null}
            All that you typed is in the form below. Choose what stays, then save.
          </p>
        )}
        {conflicts.slice(0, SHOWN_CONFLICTS).map((conflict, index) => (
          <Ways
            key={`${conflict.path} ${conflict.theirs}`}
            name={`choices[${index}]`}
            conflict={conflict}
            who={who}
            chosen={chosen.get(conflict.path)}
          />
        ))}
        {taken.length === 0 ? null : <p>Theirs, and kept: {taken.join(', ')}.</p>}
        <input type="hidden" name="newest" value={version} />
        <p className="actions">
          <button className="button button-primary" name="intent" value="save">
            {conflicts.length === 0 ? 'Save both' : 'Save what I chose'}
          </button>
          {conflicts.length > 1 ? (
            <>
              <button className="button" name="intent" value="mine">
                Mine for the rest
              </button>
              <button className="button" name="intent" value="theirs">
                Theirs for the rest
              </button>
            </>
          ) : null}
          <a data-drops-draft className="button" href={`/admin/products/${id}`}>
            Drop mine, load theirs
          </a>
        </p>
      </Banner>
    </Attention>
  );
}

function titleOf(conflicts: number, chosen: number, who: string): string {
  if (conflicts === 0) return 'Not saved yet: the product was saved meanwhile.';
  if (chosen > 0) return 'Not saved yet: something is still to be chosen.';
  return conflicts === 1
    ? `Not saved: ${who} changed the same field.`
    : `Not saved: ${who} changed the same ${conflicts} fields.`;
}

type WaysProps = { name: string; conflict: Conflict; who: string; chosen: Choice | undefined };

function Ways({ name, conflict, who, chosen }: WaysProps) {
  const { path, label, mine, theirs, before } = conflict;
  const way = (choice: Choice, text: string, shown: string) => (
    <Way
      name={name}
      value={`${choice} ${path}`}
      text={text}
      shown={shown}
      checked={choice === chosen}
    />
  );
  return (
    <fieldset className="ways">
      <legend>{label}</legend>
      <div className="ways-row">
        {way('mine', 'Yours', mine)}
        {way('theirs', `Saved by ${who}`, theirs)}
        {before === null ? null : way('before', 'Before both', before)}
      </div>
    </fieldset>
  );
}

/** More can't be sent one by one. */
const SHOWN_CONFLICTS = 2000;
/** Characters of a text that are shown. */
const SHOWN = 1500;

type WayProps = { name: string; value: string; text: string; shown: string; checked: boolean };

function Way({ name, value, text, shown, checked }: WayProps) {
  const id = useId();
  return (
    <div className="way">
      <input id={id} type="radio" name={name} value={value} defaultChecked={checked} />
      <label htmlFor={id}>
        <span className="way-name">{text}</span>
        <span className="way-value">
          {shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown || '(empty)'}
        </span>
      </label>
    </div>
  );
}
