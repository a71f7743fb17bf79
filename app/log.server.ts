import pino from 'pino';
import { env, type Environment } from '~/env.server';
import { mask } from '~/log/mask.server';
import { Output } from '~/log/output.server';
import { pretty } from '~/log/pretty.server';
import { type RequestFacts, requestLines } from '~/log/request-line.server';
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

/** Hides what a line must not tell, in the line itself, so that no message, stack or cause gets by. */
function maskFor(settings: Settings): (line: string) => string {
  return mask(
    [
      settings.SESSION_SECRET,
      settings.DB_MANAGEMENT_SECRET,
      settings.METRICS_TOKEN,
      settings.S3_SECRET_ACCESS_KEY,
    ].filter((secret) => secret !== undefined),
  );
}

/** A log on a stream. */
export function openLog(settings: Settings, stream: pino.DestinationStream): pino.Logger {
  const masked = maskFor(settings);
  const format = formatFor(settings);
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

function formatFor({ LOG_FORMAT }: Settings): (line: string) => string {
  return LOG_FORMAT === 'pretty' ? pretty : (line) => line;
}

const output = new Output(1, (lines) =>
  log.warn({ event: 'log.lost', lines }, 'Lines of the log were lost: it is read too slowly.'),
);

/**
 * One line for each event worth a line, on standard output: JSON, or for a terminal
 * (LOG_FORMAT=pretty) words. Never a secret, never what a customer typed.
 */
export const log = openLog(env, output);

const requestLine = requestLines(maskFor(env));
const format = formatFor(env);

/** Asked once: the level stays for as long as the process. */
const told = { debug: log.isLevelEnabled('debug'), info: log.isLevelEnabled('info') };

/** Writes the line of a request into the same log. */
export function logRequest(level: 'debug' | 'info', facts: RequestFacts): void {
  if (told[level]) output.write(format(requestLine(level, facts)));
}
