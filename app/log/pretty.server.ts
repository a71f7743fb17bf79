import { styleText } from 'node:util';

type Line = {
  level: string;
  time: string;
  msg?: string;
  event?: string;
  err?: { stack?: string; message?: string };
};
type Request = { method: string; path: string; status: number; ms: number; bytes: number };

const colours: Record<string, 'red' | 'yellow' | 'dim'> = {
  error: 'red',
  fatal: 'red',
  warn: 'yellow',
  debug: 'dim',
  trace: 'dim',
};

/** A line of the log for a person at a terminal. */
export function pretty(json: string): string {
  const { level, time, msg = '', event, err, ...facts } = JSON.parse(json) as Line;
  const colour = colours[level];
  const clock = styleText('dim', new Date(time).toTimeString().slice(0, 8));
  const text = event === 'request' ? describe(facts as unknown as Request) : told(msg, facts);
  const stack = err?.stack ?? err?.message;
  const lines = stack ? `${text}\n${stack}` : text;
  return `${clock} ${colour ? styleText(colour, lines) : lines}\n`;
}

function describe({ method, path, status, ms, bytes }: Request): string {
  return `${method} ${path} ${status}, ${ms} ms, ${bytes} bytes`;
}

function told(msg: string, facts: object): string {
  return Object.keys(facts).length > 0 ? `${msg} ${JSON.stringify(facts)}` : msg;
}
