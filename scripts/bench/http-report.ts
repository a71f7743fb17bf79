import { arch, cpus } from 'node:os';
import { type Bar, type Cell, median, type Results } from './http-results';

export const names: Record<string, string> = {
  bare: 'bare node:http, the same bytes',
  warm: 'the shop, cache warm',
  none: 'the shop, no cache',
  remix: 'remix-serve, the same build',
};

type Run = { rounds: number; lasting: number; connections: number; products: number };

export function httpReport(results: Results, held: Bar[], run: Run): string {
  return `# Pages a second

Written by \`npm run bench\`. ${run.products.toLocaleString('en')} products, ${run.connections} connections, one process of each server, all on one machine
with the database and who asks: ${cpus().length} cores, ${arch()}, Node ${process.versions.node}. ${run.rounds} rounds of ${run.lasting / 1000} s each, the servers in turns;
medians, and in brackets the lowest and the highest round. Bars are medians of the ratios within each round. In the minute
before, the machine had a load of ${results.load.toFixed(1)}${results.load > 1 ? ': it was busy with other things, and its figures are worth little' : ''}; what the highest and the lowest round are
apart is its noise. CPU is what the server itself worked for an answer, in user and kernel.

![Pages a second by server and kind of page](pages.svg)

## What was promised

${table(
  ['Bar', 'Asked', 'Measured', ''],
  held.map(({ name, bar, measured, holds }) => [
    name,
    bar,
    measured,
    holds ? 'holds' : 'does not hold',
  ]),
)}

## Pages

${table(['Page', 'Server', 'Pages/s', 'p50 ms', 'p99 ms', 'CPU µs', 'Bytes', 'Not 200'], rows(results))}

## Pages asked for once

Of a server whose cache is empty, and whose code was compiled by 200 other products and 24 searches. The home page is
there but once: it is asked for alone, each time after everything has changed.

${table(
  ['Page', 'Pages', 'Pages/s', 'p50 ms', 'p99 ms', 'Slowest ms', 'Bytes', 'Memory'],
  [...new Set(results.misses.map(({ kind }) => kind))]
    .map((kind) => results.misses.filter((one) => one.kind === kind))
    .map((all) => [
      all[0]?.kind ?? '',
      String(all[0]?.pages ?? 0),
      range(all.map(({ rate }) => rate)),
      range(all.map(({ p50 }) => p50)),
      range(all.map(({ p99 }) => p99)),
      range(all.map(({ slowest }) => slowest)),
      median(all.map(({ bytes }) => bytes)).toLocaleString('en'),
      `${Math.round(median(all.map(({ memory }) => memory)))} MB`,
    ]),
)}

## Memory

${table(
  ['Server', 'At the start', 'After all rounds'],
  Object.entries(results.memory).map(([name, { idle, loaded }]) => [
    names[name] ?? name,
    `${Math.round(idle)} MB`,
    `${Math.round(loaded)} MB`,
  ]),
)}
`;
}

function rows({ kinds }: Results): string[][] {
  return Object.entries(kinds).flatMap(([kind, servers]) =>
    Object.keys(names).flatMap((name) => {
      const cells = servers[name];
      if (!cells) return [];
      const failed = cells.reduce((sum, { requests, statuses }) => {
        return sum + requests - (statuses[200] ?? 0) + (statuses[0] ?? 0);
      }, 0);
      const of = (value: (cell: Cell) => number) => range(cells.map(value));
      const bytes = median(cells.map((cell) => cell.bytes));
      return [
        [
          kind,
          names[name] ?? name,
          of(({ rate }) => rate),
          of(({ p50 }) => p50),
          of(({ p99 }) => p99),
          short(median(cells.map(({ cpu }) => cpu))),
          bytes.toLocaleString('en'),
          String(failed),
        ],
      ];
    }),
  );
}

/** '812 (790 to 835)' */
function range(values: number[]): string {
  return `${short(median(values))} (${short(Math.min(...values))} to ${short(Math.max(...values))})`;
}

function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value < 10 ? 2 : 1);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
