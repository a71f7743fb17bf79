import { databaseNumbers } from '~/models/database-numbers.server';
import { counter, gauge, histogram } from '~/telemetry/registry.server';
import { traffic } from '~/telemetry/traffic.server';
import { version } from '../../package.json';

import '~/telemetry/cache-metrics.server';

export { contentType, exposition } from '~/telemetry/registry.server';

gauge({ name: 'holdfast_build_info', help: 'Which version runs.', labels: ['version'] }, () => [
  [1, { version }],
]);

counter(
  {
    name: 'holdfast_http_requests_total',
    help: 'Answers given.',
    labels: ['method', 'route', 'status'],
  },
  function* () {
    for (const { count, ...labels } of traffic.answers()) yield [count, labels];
  },
);

histogram(
  {
    name: 'holdfast_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
  },
  function* () {
    for (const [route, times] of traffic.times()) yield [times, { route }];
  },
);

gauge(
  { name: 'holdfast_db_pool_connections', help: 'Connections open.', labels: ['state'] },
  () => {
    const { size, idle } = databaseNumbers().pool;
    return [
      [idle, { state: 'idle' }],
      [size - idle, { state: 'busy' }],
    ];
  },
);

gauge({ name: 'holdfast_db_pool_limit', help: 'Connections allowed.' }, () => [
  [databaseNumbers().pool.limit],
]);

gauge({ name: 'holdfast_db_pool_waiting', help: 'Operations that wait for a connection.' }, () => [
  [databaseNumbers().pool.waiting],
]);

gauge(
  {
    name: 'holdfast_db_breaker_state',
    help: '1 for the state in force: closed (all is well), waiting (gone a moment ago), open (away).',
    labels: ['state'],
  },
  () => {
    const { breaker } = databaseNumbers();
    return (['closed', 'waiting', 'open'] as const).map(
      (state) => [state === breaker ? 1 : 0, { state }] as const,
    );
  },
);

gauge(
  { name: 'holdfast_db_retry_budget', help: 'Retries that the process may still make.' },
  () => [[databaseNumbers().budget]],
);

gauge(
  { name: 'holdfast_db_in_fault_episode', help: '1 while the database fails, and 5 s after.' },
  () => [[databaseNumbers().troubled ? 1 : 0]],
);

counter({ name: 'holdfast_db_fault_episodes_total', help: 'Fault episodes begun.' }, () => [
  [databaseNumbers().episodesBegun],
]);

gauge(
  {
    name: 'holdfast_db_schema_state',
    help: '1 for how the live schema compares with this version’s, as far as is known.',
    labels: ['state'],
  },
  () => {
    const { schema } = databaseNumbers();
    return (['current', 'behind', 'ahead', 'unknown'] as const).map(
      (state) => [state === schema ? 1 : 0, { state }] as const,
    );
  },
);

histogram(
  {
    name: 'holdfast_db_statement_duration_seconds',
    help: 'Time of statements that were answered.',
  },
  () => [[databaseNumbers().statements]],
);

counter(
  { name: 'holdfast_db_retries_total', help: 'Operations repeated.', labels: ['class'] },
  () => Object.entries(databaseNumbers().counters.retries).map(([of, n]) => [n, { class: of }]),
);

/** Of the door, as `/healthz` shows them. */
const counters = {
  attempts: 'Tries of operations, repetitions among them.',
  retriesRefused: 'Retries not made because the budget of them was used up.',
  waits: 'Operations that found no connection ready.',
  evictions: 'Connections not given back to the pool because of their state.',
  flushes: 'Times when a lost connection took those as old with it.',
  shed: 'Requests turned away because too many asked at once.',
  resolvedByKey: 'Writes found done already, by their key.',
  unavailable: 'Operations given up: answered with 503.',
} as const;

for (const name of Object.keys(counters) as (keyof typeof counters)[]) {
  counter(
    {
      name: `holdfast_db_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`,
      help: counters[name],
    },
    () => [[databaseNumbers().counters[name]]],
  );
}
