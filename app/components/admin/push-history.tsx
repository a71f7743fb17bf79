import { Moment } from '~/components/admin/moment';
import type { PushRecord } from '~/db/schema/record.server';

const tones = {
  done: 'active',
  running: 'draft',
  refused: 'archived',
  failed: 'failed',
  cut: 'draft',
};

export function PushHistory({ pushes }: { pushes: PushRecord[] }) {
  if (pushes.length === 0) return <p className="empty">Nothing was ever pushed.</p>;
  return (
    <ul className="pushes">
      {pushes.map(({ id, state, actor, address, createdAt, durationMs, detail, sql }) => (
        <li key={id}>
          <p className="actions">
            <span className={`badge badge-${tones[state]}`}>{state}</span>
            <Moment at={new Date(createdAt)} />
          </p>
          <p>
            By {actor}
            {address ? ` from ${address}` : ''}
            {durationMs === null ? '' : `, in ${durationMs.toLocaleString('en')} ms`}
          </p>
          {detail ? <p className="hint">{detail}</p> : null}
          {sql ? (
            <details className="sql">
              <summary>SQL</summary>
              <pre>
                <code>{sql}</code>
              </pre>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
