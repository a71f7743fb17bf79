import { parser } from '@prometheus-io/lezer-promql';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { reportCache } from '~/server/cache/counters';
import { exposition } from '~/telemetry/metrics.server';
import { traffic } from '~/telemetry/traffic.server';
import { type Sample, samplesOf } from '../../e2e/samples';

/*
 * The dashboard and the alerts ask for metrics and labels by name: a metric that is renamed would leave them
 * empty, and silent. What they ask is read as PromQL and held against what the shop really shows.
 */

type Rule = { alert: string; expr: string; annotations: { summary: string } };
type Panel = { title: string; description: string; targets: { expr: string }[] };

const read = (file: string) =>
  readFileSync(new URL(`../../docs/operating/${file}`, import.meta.url), 'utf8');
const { groups } = parseYaml(read('alerts.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { panels, annotations } = JSON.parse(read('grafana-dashboard.json')) as {
  panels: Panel[];
  annotations: { list: { expr: string }[] };
};
const words = read('watching.md');

/** Given by Prometheus itself to whatever it scrapes. */
const ofPrometheus = { metrics: ['up'], labels: ['job', 'instance'] };

let samples: Sample[];
beforeAll(async () => {
  traffic.record('routes/_store._index', 'GET', 200, 12);
  const listener = { state: 'listening', gaps: 0, notifications: 0 };
  const counters = { fresh: 0, stale: 0, miss: 0, pass: 0, fills: 0, failedFills: 0 };
  const changes = { purges: 0, fullPurges: 0, evictions: 0 };
  const room = { entries: 0, bytes: 0, limit: 1, staleSince: null };
  reportCache(() => ({ ...room, counters: { ...counters, ...changes }, listener }));
  samples = samplesOf(await exposition());
});

type Asked = { name: string; labels: string[]; values: [label: string, value: string][] };

/** What an expression asks for. @throws Error for what is no PromQL */
function asked(expression: string): Asked[] {
  // What Grafana puts in before it asks.
  const promql = expression.replaceAll('$__rate_interval', '1m').replaceAll('$job', 'holdfast');
  const all: Asked[] = [];
  const groupings: string[] = [];
  parser.parse(promql).iterate({
    enter(node) {
      const text = (of: { from: number; to: number }) => promql.slice(of.from, of.to);
      if (node.type.isError) throw new Error(`No PromQL at ${node.from}: ${promql}`);
      if (node.name === 'VectorSelector') {
        const name = node.node.getChild('Identifier');
        if (name) all.push({ name: text(name), labels: [], values: [] });
      }
      if (node.name === 'UnquotedLabelMatcher') {
        const [label = '', operator = '', value = ''] =
          /^(\w+)\s*(=~|!~|!=|=)\s*(.*)$/.exec(text(node))?.slice(1) ?? [];
        all.at(-1)?.labels.push(label);
        if (operator === '=') all.at(-1)?.values.push([label, value.slice(1, -1)]);
      }
      if (node.name === 'LabelName' && node.node.parent?.name === 'GroupingLabels') {
        groupings.push(text(node));
      }
    },
  });
  // A label that is grouped by has to be one of those of what is asked for.
  for (const one of all) one.labels.push(...groupings);
  return all;
}

/** What of it the shop does not show. */
function missing(expression: string): string[] {
  return asked(expression).flatMap(({ name, labels, values }) => {
    if (ofPrometheus.metrics.includes(name)) return [];
    const found = samples.filter((sample) => sample.name === name);
    if (found.length === 0) return [name];
    const known = new Set([...ofPrometheus.labels, ...found.flatMap((s) => Object.keys(s.labels))]);
    const strange = values.filter(
      ([label, value]) =>
        !ofPrometheus.labels.includes(label) &&
        !found.some((sample) => sample.labels[label] === value),
    );
    return [
      ...labels.filter((label) => !known.has(label)).map((label) => `${name}{${label}}`),
      ...strange.map(([label, value]) => `${name}{${label}="${value}"}`),
    ];
  });
}

describe('the check itself', () => {
  test.each([
    ['rate(holdfast_nothing_total[5m])', ['holdfast_nothing_total']],
    ['sum by (colour) (holdfast_db_pool_limit)', ['holdfast_db_pool_limit{colour}']],
    ['holdfast_db_pool_limit{colour=~"r.*"}', ['holdfast_db_pool_limit{colour}']],
    ['holdfast_db_breaker_state{state="ajar"}', ['holdfast_db_breaker_state{state="ajar"}']],
    ['holdfast_db_breaker_state{state="open", job="x"} + holdfast_db_pool_limit', []],
  ])('%s lacks %j', (expression, what) => {
    expect(missing(expression)).toEqual(what);
  });

  test('refuses what is no PromQL', () => {
    expect(() => asked('sum by (le) (')).toThrow('No PromQL');
  });
});

test.each(rules.map(({ alert, expr }) => [alert, expr]))('%s asks for what is there', (_, expr) => {
  expect(asked(expr)).not.toEqual([]);
  expect(missing(expr)).toEqual([]);
});

test.each([
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...annotations.list.map(({ expr }) => ['Annotation', expr] as const),
])('the panel %s asks for what is there: %s', (_, expr) => {
  expect(asked(expr)).not.toEqual([]);
  expect(missing(expr)).toEqual([]);
});

test('each alert and each panel is told of in words', () => {
  for (const { alert, annotations } of rules) {
    expect(words).toContain(`\`${alert}\``);
    expect(annotations.summary).toMatch(/^[A-Z].*\.$/);
  }
  for (const { title, description } of panels) {
    expect(words).toContain(`**${title}**`);
    expect(description.length).toBeGreaterThan(20);
  }
});

test('each metric of the shop’s own is told of, and no other', () => {
  const shown = new Set(
    samples.map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')).filter(isOurs),
  );
  const told = new Set([...words.matchAll(/^\| `(holdfast_\w+)`/gm)].map(([, name = '']) => name));
  expect([...told].sort()).toEqual([...shown].sort());
});

function isOurs(name: string): boolean {
  return name.startsWith('holdfast_');
}
