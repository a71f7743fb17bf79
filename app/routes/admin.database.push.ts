import { randomUUID } from 'node:crypto';
import { managed } from '~/management-route.server';
import { describeOutcome, push } from '~/models/database-management.server';
import { readPushForm } from '~/push-form.server';

/** 200 done; 202 it goes on; 409 refused, with the plan, or another is under way; 500 failed; 503 cut or unknown. */
const statuses = { done: 200, refused: 409, busy: 409, failed: 500, cut: 503, unknown: 503 };

export const action = managed('POST', async ({ form, address }) => {
  const { id = randomUUID(), accept } = readPushForm(form);
  const outcome = await push({ id, accept, address, actor: 'the management secret' });
  if (!outcome || outcome.state === 'running') {
    const message = `running: The push goes on. GET /admin/database/status tells what comes of it, under ${id}.`;
    return { status: 202, json: { id, state: 'running', detail: message }, text: message };
  }
  return { status: statuses[outcome.state], json: outcome, text: describeOutcome(outcome) };
});

export const loader = action;
