import type { Flood } from './flood';
import type { Freshness } from './freshness';
import type { Answered } from './load';
import type { Outage } from './outage';

/** `cpu`: µs of the server's work for each answer. */
export type Cell = Answered & { cpu: number };

export type Results = {
  /** Of each kind of page and each server, what came of each round. */
  kinds: Record<string, Record<string, Cell[]>>;
  /** MB of each server, before and after. */
  memory: Record<string, { idle: number; loaded: number }>;
  /** `memory`: MB of the process afterwards. */
  misses: (Answered & { kind: string; pages: number; memory: number })[];
  flood: Flood | null;
  fresh: Freshness | null;
  outage: Outage | null;
  /** Of the whole machine in the minute before, as `uptime` says: what others were doing. */
  load: number;
};

export type Bar = { name: string; measured: string; bar: string; holds: boolean };

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const above = sorted[middle] ?? NaN;
  return sorted.length % 2 ? above : (above + (sorted[middle - 1] ?? NaN)) / 2;
}

/** How two servers compare in each round, by what `value` says of them. */
function ratios(
  cells: Record<string, Cell[]>,
  [one, other]: [string, string],
  value: (cell: Cell) => number,
): number[] {
  return (cells[one] ?? []).map((cell, round) => {
    const beside = cells[other]?.[round];
    return beside ? value(cell) / value(beside) : NaN;
  });
}

function spread(values: number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}

/** What was promised, and what came of it. */
export function bars({ kinds, misses, flood, fresh, outage }: Results): Bar[] {
  const product = kinds.product ?? {};
  const least = (name: string, pair: [string, string], bar: number): Bar => {
    const all = ratios(product, pair, ({ rate }) => rate);
    const work = median(ratios(product, pair, ({ cpu }) => 1 / cpu));
    const byWork = Number.isNaN(work) ? '' : `; by CPU ${work.toFixed(2)}`;
    const measured = `${median(all).toFixed(2)} (${spread(all)}${byWork})`;
    return { name, measured, bar: `at least ${bar}`, holds: median(all) >= bar };
  };
  const cold = misses.filter(({ kind }) => kind === 'product');
  const tail = median(cold.map(({ p50, p99 }) => p99 / p50));
  return [
    least('warm product page to bare node:http', ['warm', 'bare'], 0.7),
    least('warm product page to remix-serve', ['warm', 'remix'], 15),
    least('product page without a cache to remix-serve', ['none', 'remix'], 1.3),
    {
      name: `p99 to p50 of ${cold[0]?.pages ?? 0} product pages asked for once`,
      measured: tail.toFixed(1),
      bar: 'under 10',
      holds: tail < 10,
    },
    ...(flood ? [floodBar(flood)] : []),
    ...(fresh ? [freshBar(fresh)] : []),
    ...(outage ? outageBars(outage) : []),
  ];
}

function floodBar({ addresses, limit, highest, evictions, halfway, end }: Flood): Bar {
  const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  return {
    name: `the cache's memory under ${addresses} made-up addresses, each asked for twice`,
    measured: `${mb(highest)} MB, ${evictions} made room; the process ${Math.round(halfway)} MB halfway, ${Math.round(end)} MB at the end`,
    bar: `at most ${mb(limit)} MB`,
    holds: highest <= limit && evictions > 0,
  };
}

function freshBar({ edits, p50, p99 }: Freshness): Bar {
  return {
    name: `${edits} edits in psql’s way: from COMMIT until a customer is sent it, p99`,
    measured: `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)})`,
    bar: 'at most 100 ms',
    holds: p99 <= 100,
  };
}

function outageBars(outage: Outage): Bar[] {
  const { failed, requests, seconds, usual, during, second, fresh } = outage;
  return [
    {
      name: `failed answers while the database was away for ${seconds} s, of ${requests}`,
      measured: String(failed),
      bar: '0',
      holds: failed === 0,
    },
    {
      name: 'p99 of warm pages meanwhile, to the usual',
      measured: `${(during / usual).toFixed(2)} (${during.toFixed(1)} to ${usual.toFixed(1)} ms)`,
      bar: 'at most 2',
      holds: during <= 2 * usual,
    },
    {
      name: 'warm pages that an instance started meanwhile serves',
      measured: `${second.served} of ${second.asked}`,
      bar: 'all',
      holds: second.served === second.asked,
    },
    {
      name: 'an edit after the database’s return is seen after',
      measured: `${Math.round(fresh)} ms`,
      bar: 'at most 1000 ms',
      holds: fresh <= 1000,
    },
  ];
}
