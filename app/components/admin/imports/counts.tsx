type Props = { created: number; changed: number; unchanged: number; refused: number };

const words = {
  created: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  refused: 'Refused',
} as const;

/** How many products came to what. */
export function Counts(props: Props) {
  return (
    <dl className="import-counts">
      {(Object.keys(words) as (keyof Props)[]).map((outcome) => (
        <div key={outcome} data-outcome={outcome}>
          <dt>{words[outcome]}</dt>
          <dd>{props[outcome].toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}
