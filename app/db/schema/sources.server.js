import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ schema: string, extensions: string, rules: string, fingerprint: string, rulesHash: string }} SchemaSources
 *   `fingerprint` is over all three, `rulesHash` over the rules alone.
 */

/**
 * What this version of the shop wants the database to look like. Plain JavaScript, so that a start can read it
 * before anything is compiled.
 * @param {string} [folder] found from the working directory, which is the project's root in every start
 * @returns {Promise<SchemaSources>}
 */
export async function readSchemaSources(folder = 'prisma') {
  const read = (/** @type {string} */ name) => readFile(join(folder, name), 'utf8');
  const [schema, extensions, rules] = await Promise.all([
    read('schema.prisma'),
    read('extensions.sql'),
    read('rules.sql'),
  ]);
  const hash = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
  const fingerprint = hash(`${schema}\0${extensions}\0${rules}`);
  return { schema, extensions, rules, fingerprint, rulesHash: hash(rules) };
}
