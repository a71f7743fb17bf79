import pino from 'pino';
import { env } from '~/env.server';
import { mask } from '~/log/mask.server';
import { pretty } from '~/log/pretty.server';

/** ms that a line may wait for others before they are written together. */
const periodicFlush = 100;

/**
 * Where lines go. Writing never holds up the process: whoever reads them may be slow.
 * What a line must not tell is masked here, so that no message, stack or cause gets by.
 */
function output(): pino.DestinationStream {
  const stdout = pino.destination({ sync: false, minLength: 4096, periodicFlush });
  process.once('exit', () => stdout.flushSync());
  const masked = mask([env.SESSION_SECRET]);
  const format = env.LOG_FORMAT === 'pretty' ? pretty : (line: string) => line;
  return { write: (line) => void stdout.write(format(masked(line))) };
}

/**
 * One line for each event worth a line, on standard output: JSON, or for a terminal
 * (LOG_FORMAT=pretty) words. Never a secret, never what a customer typed.
 */
export const log = pino(
  {
    level: env.LOG_LEVEL ?? (env.NODE_ENV === 'test' ? 'silent' : 'info'),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['cookie', 'authorization', 'password', 'secret', 'token'].flatMap((key) => [
      key,
      `*.${key}`,
      `*.*.${key}`,
    ]),
  },
  output(),
);
