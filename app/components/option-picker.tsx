import type { OptionValue } from '~/choice';

const said = {
  available: null,
  'sold-out': ' (sold out)',
  none: ' (not in this combination)',
};

/** The values of one option as links; each leads to the page with it chosen. */
export function OptionPicker({ name, values }: { name: string; values: OptionValue[] }) {
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
              className={state === 'available' ? 'option' : 'option unavailable'}
            >
              {value}
              {said[state] ? <span className="hidden-visually">{said[state]}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
