import { diffWordsWithSpace } from 'diff';
import type { Difference } from '~/models/product-differences';

/** Characters of unchanged text that stand around what changed. */
const AROUND = 60;
/** Edits beyond which two texts are shown one after the other: comparing costs their product. */
const MOST_EDITS = 400;

/** One changed field: what is gone struck out, what is new underlined, and where it is long only what is near. */
export function Changed({ label, before, after }: Difference) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {before === '' || after === '' ? (
          <>
            {before === '' ? null : <Gone text={before} />}
            {after === '' ? null : <ins>{after}</ins>}
          </>
        ) : (
          <Words before={before} after={after} />
        )}
      </dd>
    </div>
  );
}

function Words({ before, after }: { before: string; after: string }) {
  const long = before.length > 40 || after.length > 40;
  const parts = long ? diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }) : undefined;
  if (!parts) {
    return (
      <>
        <Gone text={before} /> → <ins>{after}</ins>
      </>
    );
  }
  return parts.map(({ value, added, removed }, index) =>
    added ? (
      <ins key={index}>{value}</ins>
    ) : removed ? (
      <Gone key={index} text={value} />
    ) : (
      <span key={index}>{shorten(value, index === 0, index === parts.length - 1)}</span>
    ),
  );
}

function Gone({ text }: { text: string }) {
  return <del>{text}</del>;
}

function shorten(text: string, first: boolean, last: boolean): string {
  if (text.length <= 2 * AROUND) return text;
  return `${first ? '' : text.slice(0, AROUND)}…${last ? '' : text.slice(-AROUND)}`;
}
