import { managed } from '~/management-route.server';
import { describePlan, getPlan } from '~/models/database-management.server';

export const action = managed('POST', async () => {
  const plan = await getPlan();
  return { status: 200, json: plan, text: describePlan(plan) };
});

export const loader = action;
