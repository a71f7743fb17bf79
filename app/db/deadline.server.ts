/** ms by which a deadline may be late. */
const tick = 20;

type Deadline = { at: number; expire: () => void };

const pending = new Set<Deadline>();
let ticking: NodeJS.Timeout | undefined;

/**
 * Calls `expire` once `performance.now()` has passed `at`, up to 20 ms late, unless it is cleared.
 * All share one timer: most operations end long before, and a timer for each would be most of what the door costs.
 * @returns what to clear it with.
 */
export function setDeadline(at: number, expire: () => void): Deadline {
  const deadline = { at, expire };
  pending.add(deadline);
  ticking ??= setTimeout(look, tick);
  return deadline;
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
  for (const { expire } of expired) expire();
}
