import type { OptionValue } from '~/choice';
import { Picture, type PictureFile } from '~/components/picture';

const said = {
  available: null,
  'sold-out': ' (sold out)',
  none: ' (not in this combination)',
};

type Props = {
  name: string;
  values: OptionValue[];
  /** What each value looks like, where all of them can be shown. */
  pictures: Map<string, PictureFile> | null;
};

/** The values of one option as links; each leads to the page with it chosen. */
export function OptionPicker({ name, values, pictures }: Props) {
  const chosen = values.find((value) => value.chosen)?.value;
  return (
    <nav className="options" aria-label={name}>
      <p>
        {name}: <strong>{chosen}</strong>
      </p>
      <ul className="plain">
        {values.map(({ value, state, search, chosen }) => (
          <li key={value}>
            <a
              href={`${search}#choose`}
              rel="nofollow"
              aria-current={chosen ? 'true' : undefined}
              className={[
                'option',
                state === 'available' ? '' : 'unavailable',
                pictures ? 'pictured' : '',
              ]
                .filter(Boolean)
                .join(' ')}
            >
              {pictures ? (
                <Picture
                  file={pictures.get(value) ?? null}
                  alt=""
                  sizes="5rem"
                  widest={320}
                  standIn={value}
                />
              ) : null}
              {value}
              {said[state] ? <span className="hidden-visually">{said[state]}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
