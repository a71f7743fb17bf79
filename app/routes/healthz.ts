import { checkDatabase, schemaState } from '~/db.server';
import { cacheNumbers } from '~/server/cache/counters';
import { version } from '../../package.json';

/**
 * Whether the shop is usable: 200 when it is, 503 when its database is not. Answers within a second.
 * A schema that lacks what this version asks for makes it degraded: the rest is served.
 */
export async function loader() {
  const database = await checkDatabase();
  const schema = schemaState();
  const differs = schema === 'behind' && database.status === 'ok';
  const status = differs ? 'degraded' : database.status;
  const uptimeSeconds = Math.round(process.uptime());
  return Response.json(
    { status, schema, database, cache: cacheNumbers(), version, uptimeSeconds },
    {
      status: database.status === 'down' ? 503 : 200,
      headers: { 'Cache-Control': 'no-store' },
    },
  );
}
