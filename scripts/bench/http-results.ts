import type { Answered } from './load';
import type { Outage } from './outage';

export type Cell = Answered;

export type Results = {
  /** Of each kind of page and each server, what came of each round. */
  kinds: Record<string, Record<string, Cell[]>>;
  /** MB of each server, before and after. */
  memory: Record<string, { idle: number; loaded: number }>;
  misses: (Answered & { kind: string; pages: number })[];
  outage: Outage | null;
};

export type Bar = { name: string; measured: string; bar: string; holds: boolean };

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const above = sorted[middle] ?? NaN;
  return sorted.length % 2 ? above : (above + (sorted[middle - 1] ?? NaN)) / 2;
}

/** How the rates of two servers compare in each round. */
export function ratios(cells: Record<string, Cell[]>, one: string, other: string): number[] {
  return (cells[one] ?? []).map(({ rate }, round) => rate / (cells[other]?.[round]?.rate ?? NaN));
}

/** What was promised, and what came of it. */
export function bars({ kinds, misses, outage }: Results): Bar[] {
  const product = kinds.product ?? {};
  const least = (name: string, [one, other]: [string, string], bar: number): Bar => {
    const all = ratios(product, one, other);
    const spread = `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`;
    const measured = `${median(all).toFixed(2)} (${spread})`;
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
    ...(outage ? outageBars(outage) : []),
  ];
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
