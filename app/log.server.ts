import pino from 'pino';
import { env, type Environment } from '~/env.server';
import { mask } from '~/log/mask.server';
import { Output } from '~/log/output.server';
import { pretty } from '~/log/pretty.server';
import { activeSpan } from '~/tracing.server';

/** Facts under these names are left out, wherever they stand in the first three levels. */
const redact = ['cookie', 'authorization', 'password', 'secret', 'token'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
]);

type Settings = Pick<
  Environment,
  | 'NODE_ENV'
  | 'SESSION_SECRET'
  | 'DB_MANAGEMENT_SECRET'
  | 'METRICS_TOKEN'
  | 'S3_SECRET_ACCESS_KEY'
  | 'LOG_LEVEL'
  | 'LOG_FORMAT'
>;

/**
 * A log on a stream. What a line must not tell is masked in the line itself, so that no message,
 * stack or cause gets by.
 * @param facts which come in: `any`, or only `known` ones, flat and without an error, whose names are never those of
 *   secrets. Looking for these takes ten times as long as all else about a line.
 */
export function openLog(
  settings: Settings,
  stream: pino.DestinationStream,
  facts: 'any' | 'known' = 'any',
): pino.Logger {
  const masked = mask(
    [
      settings.SESSION_SECRET,
      settings.DB_MANAGEMENT_SECRET,
      settings.METRICS_TOKEN,
      settings.S3_SECRET_ACCESS_KEY,
    ].filter((secret) => secret !== undefined),
  );
  const format = settings.LOG_FORMAT === 'pretty' ? pretty : (line: string) => line;
  return pino(
    {
      level: settings.LOG_LEVEL ?? (settings.NODE_ENV === 'test' ? 'silent' : 'info'),
      base: undefined,
      timestamp: clock(),
      formatters: { level: (label) => ({ level: label }) },
      ...(facts === 'any' ? { redact, mixin: traceOfSpan } : {}),
    },
    { write: (line) => stream.write(format(masked(line))) },
  );
}

function traceOfSpan() {
  const span = activeSpan();
  return span ? { trace: span.traceId } : {};
}

/** pino's isoTime, made once a millisecond. */
function clock(): () => string {
  let at = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) {
      at = now;
      text = `,"time":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
}

const output = new Output(1, (lines) =>
  log.warn({ event: 'log.lost', lines }, 'Lines of the log were lost: it is read too slowly.'),
);

/**
 * One line for each event worth a line, on standard output: JSON, or for a terminal
 * (LOG_FORMAT=pretty) words. Never a secret, never what a customer typed.
 */
export const log = openLog(env, output);

/** The same log, for the line that each request has. */
export const requestLog = openLog(env, output, 'known');
