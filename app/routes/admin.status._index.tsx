import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { adminLoader } from '~/admin-route.server';
import { EpisodeList } from '~/components/admin/episode-list';
import { FaultTimeline } from '~/components/admin/fault-timeline';
import { HoursTable } from '~/components/admin/hours-table';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { StatusHead } from '~/components/admin/status-head';
import { PagesPlot, SpeedPlot, StatementsPlot } from '~/components/admin/status-plots';
import { useLiveStatus } from '~/components/admin/use-live-status';
import { type Status, type Window, windowOf, windows } from '~/models/shop-status';
import { getStatus } from '~/models/shop-status.server';

export const meta: MetaFunction = () => [{ title: 'Status · Admin' }];

export const loader = adminLoader('admin.status._index', ({ request }) => {
  const window = windowOf(new URL(request.url).searchParams.get('window'));
  return Promise.resolve({ window, status: getStatus(window) });
});

export default function StatusPage() {
  const { window, status } = useLoaderData<typeof loader>();
  return <LiveStatus key={window} window={window} initial={status} />;
}

function LiveStatus({ window, initial }: { window: Window; initial: Status }) {
  const { status, link } = useLiveStatus(initial, window);
  const { now, history, instance, since } = status;
  const { slots, episodes } = history;
  const shown = { window, now: now.at, slots };
  return (
    <div className="stack">
      <div className="page-head">
        <h1>Status</h1>
      </div>
      <StatusHead now={now} link={link} />
      <WindowLinks window={window} />
      <section className="panel stack" aria-label={windows[window].text}>
        <FaultTimeline {...shown} episodes={episodes} />
        {now.at - since < 10 * 60_000 ? <JustBegun /> : null}
        <PagesPlot {...shown} />
        <SpeedPlot {...shown} />
        <StatementsPlot {...shown} />
        <HoursTable slots={slots} />
      </section>
      <section className="panel stack" aria-labelledby="episodes">
        <h2 id="episodes">When the database failed</h2>
        <EpisodeList episodes={episodes} now={now.at} />
      </section>
      <p className="hint">
        Seen by {instance}, which has been watching since <Moment at={new Date(since)} />; what was
        before, it does not know. Where several instances serve the shop, each shows what it saw
        itself. Pages are customers’, as this instance answered them.
      </p>
    </div>
  );
}

function WindowLinks({ window }: { window: Window }) {
  return (
    <nav className="tabs" aria-label="How far back">
      <ul>
        {(['day', 'hour'] as const).map((name) => (
          <li key={name}>
            <Link
              to={name === 'day' ? '/admin/status' : `/admin/status?window=${name}`}
              aria-current={name === window ? 'page' : undefined}
            >
              {windows[name].text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** An empty plot looks broken unless it says why. */
function JustBegun() {
  return (
    <p className="hint">
      This instance has begun to watch only just now. The plots fill from the right as customers
      come; a deploy begins them anew.
    </p>
  );
}

export const ErrorBoundary = Problem;
