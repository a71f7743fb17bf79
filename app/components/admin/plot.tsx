import { type Slot, type Window, windows } from '~/models/shop-status';

export type Series = {
  name: string;
  kind: 'line' | 'bars';
  tone: 'main' | 'second' | 'bad';
  value: (slot: Slot) => number | null;
};

type Props = {
  id: string;
  title: string;
  /** What is seen, in a sentence: it stands for the picture where that can't be seen. */
  summary: string;
  window: Window;
  /** ms since 1970, at the right edge. */
  now: number;
  slots: Slot[];
  series: Series[];
  /** How the highest line of the plot is called. */
  format: (value: number) => string;
};

const height = 100;

/** Numbers over the last day, or hour: bars and lines from a common zero. */
export function Plot({ id, title, summary, window, now, slots, series, format }: Props) {
  const most = Math.max(0, ...slots.flatMap((slot) => series.map(({ value }) => value(slot) ?? 0)));
  const top = niceTop(most);
  const { slots: count } = windows[window];
  const placeOf = placing(window, now);
  const y = (value: number) => height - (value / top) * height;
  return (
    <figure className="plot" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        <p className="hint">{summary}</p>
      </figcaption>
      <p className="plot-top" aria-hidden="true">
        {most > 0 ? format(top) : null}
      </p>
      <svg
        viewBox={`0 0 ${count} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <path
          className="plot-grid"
          d={`M0 0H${count}M0 ${height / 2}H${count}M0 ${height}H${count}`}
        />
        {series.map(({ name, kind, tone, value }) =>
          kind === 'bars' ? (
            <path
              key={name}
              className={`plot-bars plot-${tone}`}
              d={slots
                .flatMap((slot) => {
                  const of = value(slot);
                  return of ? `M${placeOf(slot) + 0.1} ${height}V${y(of)}h.8V${height}z` : [];
                })
                .join('')}
            />
          ) : (
            <path
              key={name}
              className={`plot-line plot-${tone}`}
              d={lineOf(slots, value, placeOf, y)}
            />
          ),
        )}
      </svg>
      <TimeAxis window={window} />
      {series.length > 1 ? (
        <ul className="plot-key" aria-hidden="true">
          {series.map(({ name, tone }) => (
            <li key={name} className={`plot-${tone}`}>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  );
}

/** Where a stretch stands, in stretches from the left edge. */
export function placing(window: Window, now: number): (slot: { at: number }) => number {
  const { minutes, slots } = windows[window];
  const length = minutes * 60_000;
  const last = Math.floor(now / length);
  return ({ at }) => slots - 1 - (last - Math.floor(at / length));
}

export function TimeAxis({ window }: { window: Window }) {
  const marks =
    window === 'day'
      ? ['24 h ago', '18 h', '12 h', '6 h', 'now']
      : ['60 min ago', '45', '30', '15', 'now'];
  return (
    <ol className="plot-times" aria-hidden="true">
      {marks.map((mark) => (
        <li key={mark}>{mark}</li>
      ))}
    </ol>
  );
}

/** A line, broken where there is nothing to show. A point that stands alone is a short dash. */
function lineOf(
  slots: Slot[],
  value: (slot: Slot) => number | null,
  placeOf: (slot: Slot) => number,
  y: (value: number) => number,
): string {
  let before = NaN;
  let path = '';
  for (const slot of slots) {
    const of = value(slot);
    if (of === null) continue;
    const x = placeOf(slot);
    path += before === x - 1 ? `L${x + 0.5} ${y(of)}` : `M${x} ${y(of)}H${x + 0.5}`;
    before = x;
  }
  return path;
}

/** A round number at or above, so that the scale does not twitch with each value. */
function niceTop(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((times) => times * power >= most) ?? 10;
  return step * power;
}
