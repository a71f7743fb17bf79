import { duration, verdictOn } from '~/components/admin/status-words';
import type { Link } from '~/components/admin/use-live-status';
import type { Now } from '~/models/shop-status';

const links: Record<Link, string> = {
  still: 'As of when this page was loaded.',
  live: 'Live: this changes by itself.',
  broken: 'The connection to the shop broke; it is tried again. This may be old:',
  'signed-out': 'You are signed out. Sign in again to go on. This is old:',
  elsewhere: 'This page is open in other tabs too, and goes on in those. This is old:',
};

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/** How the shop is now, at a glance. */
export function StatusHead({ now, link }: { now: Now; link: Link }) {
  const { tone, title, text } = verdictOn(now);
  const { busy, limit, waiting } = now.connections;
  const figures = [
    { name: 'Pages a minute', value: String(Number((now.pages / 5).toPrecision(2))) },
    { name: 'Usual page', value: duration(now.typical) },
    { name: 'Slowest 5 in 100', value: now.slow === null ? '–' : `over ${duration(now.slow)}` },
    { name: 'Pages that failed', value: String(now.failed) },
    { name: 'Database’s answer', value: duration(now.statement) },
    {
      name: 'Connections in use',
      value: `${busy} of ${limit}${waiting > 0 ? `, ${waiting} wait` : ''}`,
    },
  ];
  return (
    <section className="status-head" aria-labelledby="verdict">
      <div className={`banner banner-${tone}`} role="status">
        <h2 className="banner-title" id="verdict">
          {title}
        </h2>
        <p>{text}</p>
      </div>
      <dl className="status-figures">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint" data-link={link}>
        In the last five minutes. {links[link]}{' '}
        <time dateTime={new Date(now.at).toISOString()}>{clock.format(now.at)} UTC</time>
      </p>
    </section>
  );
}
