import type { Obstacle } from '~/components/admin/obstacle';

const statuses: Record<Obstacle, 401 | 403 | 500 | 503> = {
  'signed-out': 401,
  'not-allowed': 403,
  broken: 500,
  away: 503,
  crowded: 503,
  refused: 503,
  'read-only': 503,
  schema: 503,
  slow: 503,
  unknown: 503,
  unanswered: 503,
};

const all = new Set<number>(Object.values(statuses));

/** The status of an answer that only shows the form again. */
export function statusOf(obstacle: Obstacle): 401 | 403 | 500 | 503 {
  return statuses[obstacle];
}

/** Whether an answer of this status only shows the form again. */
export function isOfObstacle(status: number): boolean {
  return all.has(status);
}
