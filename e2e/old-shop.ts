import { readFile } from 'node:fs/promises';
import { inProject } from '../scripts/paths.js';
import { cloneDatabase } from '../scripts/test/database.js';
import { query } from './query';
import { openShop } from './fixtures';

/** The demo shop's database as an older version has left it. @returns its URL */
export async function oldDatabase(name: string): Promise<string> {
  const databaseUrl = await cloneDatabase(process.env.HOLDFAST_TEST_SERVER ?? '', name, 'demo');
  await query(databaseUrl, await readFile(inProject('e2e/old-schema.sql'), 'utf8'));
  return databaseUrl;
}

/** This version of the shop on a database that an older one has left. */
export async function openOnOldSchema(name: string) {
  return openShop(await oldDatabase(name));
}
