import { arch, cpus } from 'node:os';
import { quantile } from './quantile';

/** Of each kind of page, the times in ms in each shop, in the order of their sizes. */
export type Times = Map<string, number[][]>;

/** The table: medians, 95th percentiles, and how many times the smallest shop's median the largest's is. */
export function report(sizes: number[], times: Times, { pages }: { pages: number }): string {
  const columns = sizes.map((size) => size.toLocaleString('en'));
  const rows = [...times].map(([kind, unsorted]) => {
    const shops = unsorted.map((one) => [...one].sort((a, b) => a - b));
    const medians = shops.map((one) => quantile(one, 0.5));
    const last = medians.at(-1) ?? NaN;
    const cells = shops.map((one, n) => `${ms(medians[n])} / ${ms(quantile(one, 0.95))}`);
    return [kind, ...cells, (last / (medians[0] ?? NaN)).toFixed(2)];
  });
  const head = ['Page', ...columns, 'Ratio'];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return `# Queries of each kind of page, by the size of the shop

Written by \`npm run bench:queries\`. Milliseconds that a page waits for the database, as its loader asks it, median /
95th percentile of ${pages} different pages; ratio of the medians, largest shop to smallest. “The whole answer” is what
the built shop takes to send a page to somebody who is signed in. All shops in one run, in turns, on one machine:
${cpus().length} cores, ${arch()}, Node ${process.versions.node}. Times are only as quiet as the
machine was; the ratio is what counts.

${[line(head), line(head.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n')}
`;
}

function ms(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0);
}
