import { type CacheNumbers, cacheNumbers } from '~/server/cache/counters';
import { counter, gauge } from '~/telemetry/registry.server';

/** Nothing is shown where this process has no cache. */
function* ifThere<Value>(read: (numbers: CacheNumbers) => Iterable<Value>): Generator<Value> {
  const numbers = cacheNumbers();
  if (numbers) yield* read(numbers);
}

const results = ['fresh', 'stale', 'miss', 'pass'] as const;

counter(
  {
    name: 'holdfast_cache_answers_total',
    help: 'Answers, by where they came from: fresh, stale (kept, past its time), miss (made), pass (nothing to keep).',
    labels: ['result'],
  },
  () => ifThere(({ counters }) => results.map((result) => [counters[result], { result }] as const)),
);

counter({ name: 'holdfast_cache_fills_total', help: 'Pages made for the cache.' }, () =>
  ifThere(({ counters }) => [[counters.fills]]),
);

counter({ name: 'holdfast_cache_fills_failed_total', help: 'Pages that could not be made.' }, () =>
  ifThere(({ counters }) => [[counters.failedFills]]),
);

counter(
  {
    name: 'holdfast_cache_purges_total',
    help: 'Changes heard: of some tags, or of everything.',
    labels: ['of'],
  },
  () =>
    ifThere(({ counters }) => [
      [counters.purges, { of: 'tags' }],
      [counters.fullPurges, { of: 'everything' }],
    ]),
);

counter({ name: 'holdfast_cache_evictions_total', help: 'Entries that made room.' }, () =>
  ifThere(({ counters }) => [[counters.evictions]]),
);

gauge({ name: 'holdfast_cache_entries', help: 'Entries in memory.' }, () =>
  ifThere(({ entries }) => [[entries]]),
);

gauge({ name: 'holdfast_cache_bytes', help: 'Bytes in memory.' }, () =>
  ifThere(({ bytes }) => [[bytes]]),
);

gauge({ name: 'holdfast_cache_limit_bytes', help: 'Bytes in memory at most.' }, () =>
  ifThere(({ limit }) => [[limit]]),
);

gauge(
  { name: 'holdfast_cache_stale', help: '1 while pages are served that can’t be made anew.' },
  () => ifThere(({ staleSince }) => [[staleSince === null ? 0 : 1]]),
);

counter(
  {
    name: 'holdfast_cache_listener_gaps_total',
    help: 'Times when changes may have gone unheard, so that all counted as changed.',
  },
  () => ifThere(({ listener }) => [[listener.gaps]]),
);
