import pino from 'pino';
import { env } from '~/env.server';

/** One JSON line for each event worth a line, on standard output. Never a secret, never what a customer typed. */
export const log = pino({
  level: env.NODE_ENV === 'test' ? 'silent' : 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});
