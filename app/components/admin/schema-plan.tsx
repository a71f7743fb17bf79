import type { Counted, Plan } from '~/db/schema/plan.server';

/** What a push would do, worst first, and its very statements. */
export function SchemaPlan({ plan }: { plan: Plan }) {
  const { statements, destroys, obstacles, holds, fingerprint } = plan;
  if (statements.length === 0) return <p>There is nothing to push.</p>;
  return (
    <>
      <Effects title="A push would destroy" effects={destroys} tone="bad" />
      <Effects title="In the way, to be put right first" effects={obstacles} tone="warn" />
      <Effects title="Saves wait while this is done" effects={holds} />
      <details className="sql">
        <summary>
          {statements.length === 1 ? 'The statement' : `All ${statements.length} statements`}
        </summary>
        <pre>
          <code>{statements.map((statement) => `${statement};`).join('\n\n')}</code>
        </pre>
      </details>
      <p className="hint">
        Fingerprint <code className="fingerprint">{fingerprint}</code>
      </p>
    </>
  );
}

type EffectsProps = { title: string; effects: Counted[]; tone?: 'bad' | 'warn' };

function Effects({ title, effects, tone }: EffectsProps) {
  if (effects.length === 0) return null;
  return (
    <div className={tone ? `banner banner-${tone}` : 'effects'}>
      <p className="banner-title">{title}</p>
      <ul>
        {effects.map(({ kind, object, count, text }) => (
          <li key={`${kind} ${object}`}>
            <code>{object}</code>: {count === null ? 'uncounted' : count.toLocaleString('en')}{' '}
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
