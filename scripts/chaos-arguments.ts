import { anySeed, mostSeed, readOptions, readWhole } from './arguments';
import { Problem } from './problem.js';

export const usage = `Strikes the built shop with faults while customers browse and editors save, and looks whether anything was lost.

    npm run chaos -- [--seconds 60] [--seed N] [--plan] [--json FILE] [--report FILE]

  --seconds  how long faults strike; from 60 on, until there were 200 of them
  --seed     of all that is left to chance, to have it again; a random one when not said
  --plan     prints the faults that would strike, and does nothing
  --json     writes the result there, for programs
  --report   writes the result there, for people (Markdown)`;

export type Settings = {
  seconds: number;
  seed: number;
  plan: boolean;
  json?: string | undefined;
  report?: string | undefined;
};

/** @throws Problem for what can't be meant */
export function readArguments(args: string[]): Settings | 'help' {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    seconds: text,
    seed: text,
    plan: flag,
    json: text,
    report: text,
    help: { ...flag, short: 'h' },
  } as const;
  const values = readOptions('npm run chaos', args, options);
  if (values.help) return 'help';
  return {
    seconds: readNumber('--seconds', values.seconds, { least: 1, most: 86_400 }) ?? 60,
    seed: readNumber('--seed', values.seed, { least: 0, most: mostSeed }) ?? anySeed(),
    plan: values.plan ?? false,
    json: values.json,
    report: values.report,
  };
}

type Bounds = { least: number; most: number };

function readNumber(name: string, text: string | undefined, { least, most }: Bounds) {
  if (text === undefined) return undefined;
  const value = readWhole(text, least, most);
  if (value !== undefined) return value;
  throw new Problem(
    `${name} ${text.slice(0, 40)} is not a whole number from ${least} to ${most}.`,
    `Give one, such as ${name} 60.`,
  );
}
