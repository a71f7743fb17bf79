import { names } from './http-report';
import { median, type Results } from './http-results';

const size = { width: 960, height: 420, left: 70, bottom: 70, top: 50 };
const colors: Record<string, string> = {
  bare: '#858d87',
  warm: '#0d5552',
  none: '#5a9a90',
  remix: '#a3341c',
};

/** Pages a second as bars, on a scale of powers of ten. */
export function plot({ kinds }: Results): string {
  const top = Math.ceil(
    Math.log10(Math.max(...Object.values(kinds).flatMap((s) => Object.values(s).map(rateOf)))),
  );
  const bottom = 1;
  const { width, height, left } = size;
  const plain = height - size.bottom - size.top;
  const y = (rate: number) =>
    size.top + plain * (1 - (Math.log10(Math.max(rate, 10)) - bottom) / (top - bottom));
  const groups = Object.keys(kinds);
  const group = (width - left - 20) / groups.length;
  const bar = (group - 36) / Object.keys(names).length;
  const lines = Array.from({ length: top - bottom + 1 }, (_, n) => 10 ** (n + bottom)).map(
    (rate) =>
      `<path d="M${left} ${round(y(rate))}H${width - 10}" stroke="#dedad0"/><text x="${left - 8}" y="${round(y(rate) + 4)}" text-anchor="end">${rate.toLocaleString('en')}</text>`,
  );
  const bars = groups.flatMap((kind, g) => [
    `<text x="${round(left + g * group + group / 2)}" y="${height - size.bottom + 22}" text-anchor="middle" font-weight="600">${kind}</text>`,
    ...Object.keys(names).map((name, n) => {
      const rate = rateOf(kinds[kind]?.[name] ?? []);
      const x = left + g * group + 18 + n * bar;
      return `<rect x="${round(x)}" y="${round(y(rate))}" width="${round(bar - 4)}" height="${round(height - size.bottom - y(rate))}" fill="${colors[name]}"/><text x="${round(x + bar / 2 - 2)}" y="${round(y(rate) - 6)}" text-anchor="middle" font-size="12">${short(rate)}</text>`;
    }),
  ]);
  const legend = Object.entries(names).map(
    ([name, text], n) =>
      `<rect x="${left + n * 228}" y="${height - 26}" width="12" height="12" fill="${colors[name]}"/><text x="${left + n * 228 + 18}" y="${height - 15}">${text}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#1b2422" role="img" aria-label="Pages a second by server and kind of page">
<rect width="${width}" height="${height}" fill="#fbfaf7"/>
<text x="${left}" y="26" font-size="16" font-weight="600">Pages a second, 16 connections</text>
${[...lines, ...bars, ...legend].join('\n')}
</svg>
`;
}

function rateOf(cells: { rate: number }[]): number {
  return median(cells.map(({ rate }) => rate));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function short(rate: number): string {
  return rate >= 10_000 ? `${Math.round(rate / 1000)}k` : Math.round(rate).toLocaleString('en');
}
