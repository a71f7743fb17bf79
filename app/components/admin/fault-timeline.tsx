import type { Episode } from '~/db/watch.server';
import { placing, TimeAxis } from '~/components/admin/plot';
import { duration } from '~/components/admin/status-words';
import { type Slot, type Window, windows } from '~/models/shop-status';

type Props = { window: Window; now: number; slots: Slot[]; episodes: Episode[] };

const height = 40;

/** By shape too, not by colour alone: well is low, trouble half as high as it goes, away all of it. */
const heights: Record<Slot['state'], number> = { well: 8, troubled: 22, away: height };

/** How the database was, all along: what nobody watched stays empty. Each episode has a mark above. */
export function FaultTimeline({ window, now, slots, episodes }: Props) {
  const { minutes, slots: count } = windows[window];
  const length = minutes * 60_000;
  const placeOf = placing(window, now);
  const summary = summarize(episodes, slots, now);
  return (
    <figure className="plot timeline" aria-labelledby="timeline">
      <figcaption>
        <h3 id="timeline">Database</h3>
        <p className="hint">{summary}</p>
      </figcaption>
      <svg
        viewBox={`0 0 ${count} ${height + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {(['well', 'troubled', 'away'] as const).map((state) => (
          <path
            key={state}
            className={`state-${state}`}
            d={slots
              .filter((slot) => slot.state === state)
              .map(
                (slot) => `M${placeOf(slot)} ${height + 8}v-${heights[state]}h1v${heights[state]}z`,
              )
              .join('')}
          />
        ))}
        {episodes.map(({ began, ended }) => {
          const from = Math.max(0, placeOf({ at: began }) + (began % length) / length);
          const to = Math.max(from, ((ended ?? now) - began) / length + from);
          return (
            <path
              key={began}
              className="episode"
              d={`M${from} 0H${Math.max(to, from + 0.4)}v4H${from}z`}
            />
          );
        })}
      </svg>
      <TimeAxis window={window} />
      <ul className="plot-key" aria-hidden="true">
        <li className="state-well">Answered</li>
        <li className="state-troubled">Had trouble</li>
        <li className="state-away">Did not answer</li>
      </ul>
    </figure>
  );
}

function summarize(episodes: Episode[], slots: Slot[], now: number): string {
  if (slots.length === 0) return 'Nothing has been seen yet.';
  if (episodes.length === 0) return 'It answered all along.';
  const lasted = episodes.reduce((all, { began, ended }) => all + (ended ?? now) - began, 0);
  const times = episodes.length === 1 ? 'once' : `${episodes.length} times`;
  return `It failed ${times}, for ${duration(lasted)} in all.`;
}
