import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { env } from '~/env.server';
import { singleton } from '~/singleton.server';
import { bounds, type Tally } from '~/telemetry/tally.server';

type Labels = Record<string, string | number>;
type Value = readonly [value: number, labels?: Labels];

/** `labels` names every label that a value has; a label's values are few, and none is what a client sent. */
type Metric = { name: string; help: string; labels?: readonly string[] };

const { registry, histograms } = singleton('metrics', () => {
  const registry = new Registry();
  // The loop's delay and the rubbish collector's pauses are measured all the time: only for who asks for them.
  if (env.METRICS_TOKEN) collectDefaultMetrics({ register: registry });
  return { registry, histograms: new Map<string, () => string>() };
});

/** Shows a number that only grows and that is counted elsewhere: `read` is asked at each scrape. */
export function counter({ name, help, labels = [] }: Metric, read: () => Iterable<Value>): void {
  registry.removeSingleMetric(name);
  new Counter({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, of = {}] of read()) this.inc(of, value);
    },
  });
}

/** Shows a number as it is: `read` is asked at each scrape. */
export function gauge({ name, help, labels = [] }: Metric, read: () => Iterable<Value>): void {
  registry.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, of = {}] of read()) this.set(of, value);
    },
  });
}

/** Shows how long things took, in seconds; what is counted elsewhere prom-client has no histogram for. */
export function histogram(
  { name, help }: Metric,
  read: () => Iterable<readonly [times: Tally, labels?: Labels]>,
): void {
  histograms.set(name, () => {
    const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
    for (const [times, labels = {}] of read()) lines.push(...linesOf(name, times, labels));
    return lines.join('\n');
  });
}

/** By https://prometheus.io/docs/instrumenting/exposition_formats/#histograms-and-summaries */
function linesOf(name: string, { counts, sum }: Tally, labels: Labels): string[] {
  let sofar = 0;
  const buckets = [...bounds, Infinity].map((bound, place) => {
    sofar += counts[place] ?? 0;
    const le = bound === Infinity ? '+Inf' : bound / 1000;
    return `${name}_bucket${inBraces({ ...labels, le })} ${sofar}`;
  });
  const of = inBraces(labels);
  return [...buckets, `${name}_sum${of} ${sum / 1000}`, `${name}_count${of} ${sofar}`];
}

function inBraces(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${String(value).replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

export const contentType = registry.contentType;

/** Every metric, as Prometheus reads it. */
export async function exposition(): Promise<string> {
  const counted = [...histograms.values()].map((write) => `${write()}\n`);
  return [await registry.metrics(), ...counted].join('\n');
}
