import { Plot } from '~/components/admin/plot';
import { duration } from '~/components/admin/status-words';
import { type Slot, type Window, windows } from '~/models/shop-status';

type Props = { window: Window; now: number; slots: Slot[] };

const whole = (value: number) => String(value);

export function PagesPlot(props: Props) {
  const { minutes } = windows[props.window];
  const sum = (of: 'pages' | 'failed') => props.slots.reduce((all, slot) => all + slot[of], 0);
  return (
    <Plot
      {...props}
      id="pages"
      title={minutes === 1 ? 'Pages shown, each minute' : `Pages shown, every ${minutes} minutes`}
      summary={`${sum('pages')} in all; ${sum('failed') === 0 ? 'none' : sum('failed')} failed.`}
      series={[
        { name: 'Pages', kind: 'bars', tone: 'main', value: ({ pages }) => pages },
        { name: 'Failed', kind: 'bars', tone: 'bad', value: ({ failed }) => failed },
      ]}
      format={whole}
    />
  );
}

export function SpeedPlot(props: Props) {
  return (
    <Plot
      {...props}
      id="speed"
      title="How fast pages are"
      summary={speedOf(props.slots, 'typical', 'No page was asked for.')}
      series={[
        { name: 'Usual page', kind: 'line', tone: 'main', value: ({ typical }) => typical },
        {
          name: 'Slow page (95 in 100 are faster)',
          kind: 'line',
          tone: 'second',
          value: ({ slow }) => slow,
        },
      ]}
      format={duration}
    />
  );
}

export function StatementsPlot(props: Props) {
  return (
    <Plot
      {...props}
      id="statements"
      title="How fast the database answers"
      summary={speedOf(props.slots, 'statement', 'It was asked nothing.')}
      series={[
        { name: 'Usual answer', kind: 'line', tone: 'main', value: ({ statement }) => statement },
      ]}
      format={duration}
    />
  );
}

function speedOf(slots: Slot[], of: 'typical' | 'statement', nothing: string): string {
  const times = slots.flatMap((slot) => slot[of] ?? []).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  if (middle === undefined) return nothing;
  const worst = duration(times.at(-1) ?? null);
  const usual = duration(middle);
  return usual === worst ? `Usually ${usual}.` : `Usually ${usual}; ${worst} when it was slowest.`;
}
