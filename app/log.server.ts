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
 */
export function openLog(settings: Settings, stream: pino.DestinationStream): pino.Logger {
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
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact,
      mixin: () => {
        const span = activeSpan();
        return span ? { trace: span.traceId } : {};
      },
    },
    { write: (line) => stream.write(format(masked(line))) },
  );
}

/**
 * One line for each event worth a line, on standard output: JSON, or for a terminal
 * (LOG_FORMAT=pretty) words. Never a secret, never what a customer typed.
 */
export const log = openLog(env, new Output(1));
