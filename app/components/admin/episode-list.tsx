import type { Episode } from '~/db/watch.server';
import { Moment } from '~/components/admin/moment';
import { causeOf, duration } from '~/components/admin/status-words';

/** Each time the database failed: when, for how long, why, and who noticed. */
export function EpisodeList({ episodes, now }: { episodes: Episode[]; now: number }) {
  if (episodes.length === 0) {
    return (
      <p className="hint">
        None. When the database fails, it is written down here with its cause, its length and
        whether anybody noticed.
      </p>
    );
  }
  return (
    <ol className="episodes">
      {episodes.map(({ began, ended, code, faults, failed }) => (
        <li key={began}>
          <p>
            <Moment at={new Date(began)} />{' '}
            <strong>
              {ended === null ? `goes on for ${duration(now - began)}` : lengthOf(ended - began)}
            </strong>
          </p>
          <p>
            {causeOf(code)}. {noticed(failed)}
          </p>
          <p className="hint">
            First error {code}; {faults === 1 ? 'one fault' : `${faults} faults`} in all.
          </p>
        </li>
      ))}
    </ol>
  );
}

function lengthOf(ms: number): string {
  return ms < 1000 ? 'lasted less than a second' : `lasted ${duration(ms)}`;
}

function noticed(failed: number): string {
  if (failed === 0) return 'Nobody noticed: what failed was repeated.';
  return failed === 1
    ? 'One request for data was given up, and its page or save failed.'
    : `${failed} requests for data were given up, and their pages or saves failed.`;
}
