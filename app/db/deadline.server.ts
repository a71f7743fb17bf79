/** ms by which a deadline may be late. */
const tick = 20;

export type Deadline = {
  /** `performance.now()` in ms. */
  readonly at: number;
  /** Called once it has passed, up to 20 ms late. */
  expire: () => void;
};

const pending = new Set<Deadline>();
let ticking: NodeJS.Timeout | undefined;

/**
 * Watches a deadline until it has passed, or is cleared.
 * All share one timer: most operations end long before, and a timer for each would be most of what the door costs.
 */
export function setDeadline(deadline: Deadline): void {
  pending.add(deadline);
  ticking ??= setTimeout(look, tick);
}

export function clearDeadline(deadline: Deadline): void {
  pending.delete(deadline);
}

function look(): void {
  ticking = undefined;
  const now = performance.now();
  const expired = [...pending].filter(({ at }) => at <= now);
  for (const deadline of expired) pending.delete(deadline);
  if (pending.size > 0) ticking = setTimeout(look, tick);
  for (const deadline of expired) deadline.expire();
}
