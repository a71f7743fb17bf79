import pg from 'pg';

/**
 * Makes a database that is a copy of another one; an older one of that name goes.
 * @param {string} serverUrl a database to give the orders from, other than both
 * @param {string} name
 * @param {string} template
 * @returns {Promise<string>} the new database's URL
 */
export async function cloneDatabase(serverUrl, name, template) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`,
    );
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}
