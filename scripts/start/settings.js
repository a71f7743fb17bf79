import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';

/**
 * @typedef {{ host: string, port: number, databaseUrl: string | null }} Settings
 *   `port` 0 asks for any free one; `databaseUrl` is null when PostgreSQL is to be started here.
 */

/** What this machine keeps between starts; others may pass through to their part of it, and read nothing. */
export function makeDataFolder() {
  mkdirSync(inProject('.data'), { recursive: true, mode: 0o711 });
}

/** Adds what the file .env says to the environment, which wins. */
export function loadEnvironmentFile() {
  const file = inProject('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {Settings}
 * @throws Problem
 */
export function readSettings(environment) {
  return {
    host: environment.HOST || '127.0.0.1',
    port: readPort(environment.PORT || '3000'),
    databaseUrl: environment.DATABASE_URL ? checkDatabaseUrl(environment.DATABASE_URL) : null,
  };
}

/** @param {string} text */
function readPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Problem(`PORT is "${text}", which is no port.`, 'Set it to a number from 1 to 65535.');
}

/**
 * @param {string} text which is never shown, for the password in it
 */
function checkDatabaseUrl(text) {
  const example = 'postgresql://user:password@host:5432/database';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Problem(
      'DATABASE_URL is not the address of a PostgreSQL database.',
      `Write it like ${example}; in a password, write @ : / ? # and % as %40 %3A %2F %3F %23 and %25.`,
    );
  }
  if (url.pathname.length < 2) {
    throw new Problem(
      'DATABASE_URL names no database.',
      `Add its name at the end, as in ${example}.`,
    );
  }
  return text;
}

/**
 * A secret that is made once and kept, readable by its owner alone.
 * @param {string} name
 * @returns {string}
 */
export function keptSecret(name) {
  const file = inProject('.data', name);
  if (!existsSync(file)) {
    writeSecret(file, randomBytes(24).toString('base64url'));
  }
  return readFileSync(file, 'utf8');
}

/**
 * Writes a file that its owner alone may read. It appears whole or not at all, whatever interrupts the writing.
 * @param {string} file
 * @param {string} text
 */
export function writeSecret(file, text) {
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { mode: 0o600 });
  renameSync(unfinished, file);
}
