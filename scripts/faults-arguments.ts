import { anySeed, mostSeed, readOptions, readWhole } from './arguments';
import { Problem } from './problem.js';

export const usage = `Stands between a program and its PostgreSQL, and does to the connections what networks do.

    npm run faults -- --upstream HOST:PORT [--listen PORT] [--control PORT] [--seed N]

  --upstream  where the database is
  --listen    where the program finds it instead, on 127.0.0.1; a free port when not said
  --control   where faults are ordered over HTTP, on 127.0.0.1; a free port when not said
  --seed      of all that is left to chance, to have it again`;

export type Settings = {
  upstream: { host: string; port: number };
  listen: number;
  control: number;
  seed: number;
};

/** @throws Problem for what can't be meant */
export function readArguments(args: string[]): Settings | 'help' {
  const text = { type: 'string' } as const;
  const options = {
    upstream: text,
    listen: text,
    control: text,
    seed: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  const values = readOptions('npm run faults', args, options);
  if (values.help) return 'help';
  return {
    upstream: readUpstream(values.upstream),
    listen: readNumber('--listen', values.listen, 65_535, 'a port') ?? 0,
    control: readNumber('--control', values.control, 65_535, 'a port') ?? 0,
    seed: readNumber('--seed', values.seed, mostSeed, 'a whole number') ?? anySeed(),
  };
}

function readUpstream(text: string | undefined): Settings['upstream'] {
  const remedy = 'Give it as --upstream HOST:PORT, such as --upstream 127.0.0.1:5432.';
  if (text === undefined) throw new Problem('Where the database is was not said.', remedy);
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:/@\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    // It may be a URL with a password in it.
    throw new Problem('What --upstream says is not a host and a port.', remedy);
  }
  return { host, port: Number(port) };
}

function readNumber(name: string, text: string | undefined, most: number, what: string) {
  if (text === undefined) return undefined;
  const value = readWhole(text, 0, most);
  if (value !== undefined) return value;
  throw new Problem(`${name} ${text} is not ${what}.`, `Give a number from 0 to ${most}.`);
}
