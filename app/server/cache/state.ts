import type { Entry } from '~/server/cache/entry';
import type { Purges } from '~/server/cache/purges';

/** What a cache knows of the database behind it. */
export type Known = {
  /** Whether making a page need not be tried: the database is away. */
  isAway: () => boolean;
  /** Whether each change of the catalogue is heard; 'soon' when that is only a moment's question. */
  hears: () => 'yes' | 'soon' | 'no';
};

/**
 * fresh: good as it is. refreshing: good while another is made. outdated: to be made anew first. kept: all there is,
 * since no other can be made.
 */
export type State = 'fresh' | 'refreshing' | 'outdated' | 'kept';

export function stateOf(entry: Entry, purges: Purges, known: Known): State {
  const { tags, moment, freshness, madeAt, retryAt, failedAt } = entry;
  const now = Date.now();
  const age = now - madeAt;
  const hears = tags.length > 0 ? known.hears() : 'yes';
  const changed = purges.changedSince(tags, moment);
  if (hears === 'yes' && !changed && age < freshness.fresh) return 'fresh';
  if (!mayBeKept(entry)) return 'outdated';
  const pausing = retryAt > now && !purges.changedSince(tags, failedAt);
  if (known.isAway() || pausing) return 'kept';
  if (hears === 'soon') return 'refreshing';
  const soon = age < freshness.fresh + freshness.whileRevalidating;
  return hears === 'yes' && !changed && soon ? 'refreshing' : 'outdated';
}

/** Whether it is better than none where no other can be made. */
export function mayBeKept({ freshness, madeAt }: Entry): boolean {
  return Date.now() - madeAt < freshness.fresh + freshness.ifError;
}
