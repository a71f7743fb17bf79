import { checkDatabase } from '~/db.server';

/** All that the process knows of its database, without asking it. */
export { doorNumbers as databaseNumbers } from '~/db.server';

/** Whether the database answers, found out within a second. */
export async function askDatabase(): Promise<boolean> {
  return (await checkDatabase()).status !== 'down';
}
