import { Problem } from '../problem.js';

/**
 * @param {unknown} error
 * @param {string} key
 * @returns {string | undefined}
 */
function field(error, key) {
  const value = /** @type {Record<string, unknown> | null | undefined} */ (error)?.[key];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Shows a failure to a person: what happened, and what to do.
 * @param {unknown} error
 */
export function show(error) {
  const { message, remedy } = asProblem(error);
  console.error(`\n${message}\n→ ${remedy}`);
}

/**
 * @param {unknown} error
 * @returns {Problem}
 */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const path = field(error, 'path') ?? 'this folder';
  switch (field(error, 'code')) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Problem(
        `The disk is full: ${message}.`,
        'Make room (about 1 GB), then run this again.',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Problem(
        `The right to write to ${path} is missing.`,
        'Give it to yourself (for instance with chown), or work in a copy that is yours.',
      );
    default:
      return new Problem(
        `Something unexpected went wrong: ${message}`,
        'Run it again; if that does not help, report this sentence together with what you did.',
      );
  }
}

/**
 * What a failed connection to PostgreSQL means.
 * @param {unknown} error
 * @param {string} databaseUrl never shown whole, for the password in it
 * @returns {Problem}
 */
export function explainDatabase(error, databaseUrl) {
  const url = new URL(databaseUrl);
  const server = url.host || 'the PostgreSQL server';
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  const message = error instanceof Error ? error.message : String(error);
  const code = field(error, 'code') ?? '';
  const here = 'Correct DATABASE_URL (in the environment or in .env)';
  switch (code) {
    case 'ECONNREFUSED':
      return new Problem(
        `Nothing answers at ${server}: the connection was refused.`,
        `Start that PostgreSQL. ${here} if it is somewhere else, or unset it to get one started here.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Problem(
        `The host name ${url.hostname} was not found.`,
        `${here}, or check the connection.`,
      );
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new Problem(
        `${server} can not be reached.`,
        `Check the network and firewalls. ${here} if it is somewhere else.`,
      );
    case '28P01':
    case '28000':
      return new Problem(
        `PostgreSQL at ${server} turned ${user || 'the user'} away: ${message}.`,
        `${here}: user and password must be those of that server.`,
      );
    case '3D000':
      return new Problem(
        `PostgreSQL at ${server} has no database named "${database}".`,
        `Create it (CREATE DATABASE "${database}"), or name another one in DATABASE_URL.`,
      );
    case '42501':
      return new Problem(
        `${user || 'The user'} lacks a right in the database: ${message}.`,
        `Make that user the owner of the database "${database}".`,
      );
    case '53300':
      return new Problem(
        `PostgreSQL at ${server} has no connection left to give.`,
        'Close other programs that use it, or raise its max_connections.',
      );
    case '53100':
      return new Problem(
        `The disk of the database is full: ${message}.`,
        'Make room on it, then run this again.',
      );
    default:
      if (/timeout/i.test(message)) {
        return new Problem(
          `${server} did not answer within 10 seconds.`,
          `Check that PostgreSQL runs there. ${here} if it is somewhere else.`,
        );
      }
      return new Problem(
        `The database at ${server} said: ${message}`,
        `Put right what it says. ${here} if it is the wrong one.`,
      );
  }
}
