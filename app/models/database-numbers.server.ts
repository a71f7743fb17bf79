/** All that the process knows of its database, without asking it. */
export { doorNumbers as databaseNumbers } from '~/db.server';
