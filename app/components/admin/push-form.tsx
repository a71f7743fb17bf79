import { Form, useNavigation } from '@remix-run/react';
import type { Plan } from '~/db/schema/plan.server';

/** Asks for the secret, and for a word more where data is lost. */
export function PushForm({ plan, pushId }: { plan: Plan; pushId: string }) {
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="id" value={pushId} />
      <input type="hidden" name="accept" value={plan.fingerprint} />
      {plan.destroys.length > 0 ? (
        <label className="check">
          <input type="checkbox" name="destroy" value="yes" required />
          Destroy what is listed above
        </label>
      ) : null}
      <div className="field">
        <label htmlFor="secret">Management secret</label>
        <input
          id="secret"
          name="secret"
          type="password"
          autoComplete="off"
          required
          aria-describedby="secret-hint"
        />
        <p className="hint" id="secret-hint">
          The server’s DB_MANAGEMENT_SECRET. It is not kept.
        </p>
      </div>
      <div className="actions">
        <button
          className={`button ${plan.destroys.length > 0 ? 'button-danger' : 'button-primary'}`}
          aria-busy={busy}
        >
          {busy ? 'Pushing the schema…' : 'Push the schema'}
        </button>
      </div>
    </Form>
  );
}
