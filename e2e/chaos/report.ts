import { recoveryBar, type Result } from './result';
import { enough } from './run';

export type Bar = { name: string; value: string; held: boolean };

/** What must hold, and whether it did. */
export function barsOf(result: Result): Bar[] {
  const { verdict, leaks, server, errors, answer, recovery } = result;
  const none = (name: string, count: number): Bar => ({
    name,
    value: String(count),
    held: count === 0,
  });
  const unexpected = sum(Object.values(errors.unexpected));
  const whole = result.settings.seconds >= enough.from;
  return [
    ...(whole
      ? [
          {
            name: `at least ${enough.faults} faults`,
            value: String(result.count),
            held: result.count >= enough.faults,
          },
        ]
      : []),
    none('acknowledged saves lost', verdict.lost),
    none('saves duplicated', verdict.duplicated),
    none('products torn', verdict.torn),
    none('saves unresolved', verdict.unresolved),
    none('saves answered wrongly', verdict.wrong),
    none('pages that customers missed and were promised', unexpected),
    none('broken answers', result.broken),
    { name: 'the server lived', value: server.died ? server.end : 'yes', held: !server.died },
    {
      name: 'it ended in good order when told to',
      value: server.end,
      held: /ended with 0\.$/.test(server.end),
    },
    none('connections leaked', leaks.connections + leaks.left),
    none('transactions left open', leaks.transactions),
    {
      name: `recovery within ${recoveryBar} ms`,
      value: `${recovery.longest.toFixed(0)} ms at most`,
      held: recovery.longest <= recoveryBar,
    },
    none('answers later than their deadline', answer.late),
  ];
}

export type Section = [title: string, rows: [name: string, ...values: string[]][]];

/** The report in tables; the first row of each is its head. */
function sectionsOf(result: Result): Section[] {
  const { requests, errors, answer, recovery, leaks } = result;
  const errorRows = (kind: keyof typeof errors, why: string) =>
    Object.entries(errors[kind]).map(([cause, count]): [string, string, string] => [
      cause,
      String(count),
      why,
    ]);
  return [
    [
      'What must hold',
      [
        ['', 'held', ''],
        ...barsOf(result).map(({ name, value, held }): [string, string, string] => [
          name,
          held ? 'yes' : 'NO',
          value,
        ]),
      ],
    ],
    [
      'The load',
      [
        ['', ''],
        ['pages asked for by customers', String(requests.customers)],
        ['requests of editors', String(requests.editors)],
        ['saves acknowledged', String(requests.saves)],
        ['forms sent for that, double clicks and repetitions included', String(requests.sent)],
        ['longest answer', `${answer.longest.toFixed(0)} ms`],
        ['median answer', `${answer.median.toFixed(0)} ms`],
        ['longest recovery', `${recovery.longest.toFixed(0)} ms`],
        ['median recovery', `${recovery.median.toFixed(0)} ms of ${recovery.times}`],
        ['longest time for which the machine was held up', `${result.stolen.toFixed(0)} ms`],
      ],
    ],
    [
      'Faults',
      [
        ['kind', 'took place', 'tried'],
        ...Object.entries(result.faults)
          .sort()
          .map(([kind, { tried, tookPlace }]): [string, string, string] => [
            kind,
            String(tookPlace),
            String(tried),
          ]),
      ],
    ],
    [
      'Pages that customers did not get',
      [
        ['cause', 'pages', ''],
        ...errorRows('expected', 'beyond what is promised'),
        ...errorRows('unexpected', 'NOT EXPECTED'),
      ],
    ],
    [
      'What the door counted',
      [
        ['', ''],
        ...Object.entries(leaks.counters).map(([name, value]): [string, string] => [
          name,
          JSON.stringify(value),
        ]),
      ],
    ],
  ];
}

/** For a terminal. */
export function asText(result: Result): string {
  const sections = sectionsOf(result).map(([title, [, ...rows]]) => {
    const widths = rows.reduce<number[]>(
      (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)),
      [],
    );
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
    return [`${title}:`, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n');
  });
  return [...sections, result.verdict.findings.join('\n'), headOf(result)]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function asMarkdown(result: Result): string {
  const { seconds, seed } = result.settings;
  const sections = sectionsOf(result).map(([title, [head, ...rows]]) => {
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    const rule = line((head ?? []).map(() => '---'));
    return [`## ${title}`, '', line(head ?? []), rule, ...rows.map(line)].join('\n');
  });
  const findings = result.verdict.findings.map((finding) => `- ${finding}`).join('\n');
  return `${[
    '# A run of chaos',
    `Written by \`npm run chaos -- --seconds ${seconds} --seed ${seed} --report docs/chaos.md\`, which runs the same faults again. [What is promised](resilience.md) says what it means.`,
    headOf(result),
    ...(findings ? [findings] : []),
    ...sections,
  ].join('\n\n')}\n`;
}

function headOf({ settings, lasted, count, requests, ...result }: Result): string {
  const missed = barsOf({ settings, lasted, count, requests, ...result }).filter(
    ({ held }) => !held,
  );
  const all = requests.customers + requests.editors;
  const what = `${count} faults in ${lasted.toFixed(0)} s of seed ${settings.seed}, ${all} requests, ${requests.saves} saves`;
  return missed.length === 0
    ? `${what}: all held.`
    : `${what}: ${missed.length} did not hold (${missed.map(({ name }) => name).join('; ')}).`;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
