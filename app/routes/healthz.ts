import { checkDatabase } from '~/db.server';
import { version } from '../../package.json';

/** Whether the shop is usable: 200 when it is, 503 when its database is not. Answers within a second. */
export async function loader() {
  const database = await checkDatabase();
  return Response.json(
    { status: database.status, database, version, uptimeSeconds: Math.round(process.uptime()) },
    {
      status: database.status === 'down' ? 503 : 200,
      headers: { 'Cache-Control': 'no-store' },
    },
  );
}
