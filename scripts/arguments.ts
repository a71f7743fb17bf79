import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Problem } from './problem.js';

/**
 * The options that a command was given.
 * @param command as a person calls it, such as `npm run faults`.
 * @throws Problem for those that it doesn't know.
 */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Problem(
      error instanceof Error ? error.message : String(error),
      `${command} -- --help tells what there is.`,
    );
  }
}

/** A whole number within bounds; undefined for anything else. */
export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

export const mostSeed = 2 ** 32 - 1;

/** A seed for who gave none. */
export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
