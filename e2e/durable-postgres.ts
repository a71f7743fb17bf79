import { startThrowawayCluster } from '../scripts/postgres/throwaway.js';

/** Connections that it takes, a superuser's three included. */
export const mostConnections = 20;

/** A PostgreSQL that a test may stop and start: what it has acknowledged goes to the system, if not to the disk. */
export function startDurablePostgres() {
  return startThrowawayCluster([
    'synchronous_commit=on',
    'full_page_writes=on',
    `max_connections=${mostConnections}`,
  ]);
}
