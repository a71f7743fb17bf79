import { duration, stateWords } from '~/components/admin/status-words';
import type { Slot } from '~/models/shop-status';

const badness = ['well', 'troubled', 'away'] as const;

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });

/** What the plots show, in words and numbers. */
export function HoursTable({ slots }: { slots: Slot[] }) {
  const rows = [...gather(slots)].reverse();
  return (
    <details className="more">
      <summary>The same as a table</summary>
      <table className="hours">
        <thead>
          <tr>
            <th scope="col">UTC</th>
            <th scope="col">Pages</th>
            <th scope="col">Failed</th>
            <th scope="col">Usual</th>
            <th scope="col">Slow</th>
            <th scope="col">Database</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, pages, failed, typical, slow, state }) => (
            <tr key={at}>
              <th scope="row">{clock.format(at)}</th>
              <td>{pages}</td>
              <td>{failed}</td>
              <td>{duration(typical)}</td>
              <td>{duration(slow)}</td>
              <td>{stateWords[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Six stretches a row: hours of a day, or six minutes of an hour. Times are the slowest of the six. */
function gather(slots: Slot[]): Slot[] {
  const [first, second] = slots;
  const length = first && second ? 6 * Math.min(second.at - first.at, 600_000) : 3_600_000;
  const rows = new Map<number, Slot>();
  for (const slot of slots) {
    const at = Math.floor(slot.at / length) * length;
    const row = rows.get(at);
    rows.set(at, row ? together(row, slot) : { ...slot, at });
  }
  return [...rows.values()];
}

function together(row: Slot, slot: Slot): Slot {
  return {
    at: row.at,
    pages: row.pages + slot.pages,
    failed: row.failed + slot.failed,
    typical: slower(row.typical, slot.typical),
    slow: slower(row.slow, slot.slow),
    statement: slower(row.statement, slot.statement),
    state: badness[Math.max(badness.indexOf(row.state), badness.indexOf(slot.state))] ?? 'well',
  };
}

function slower(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
