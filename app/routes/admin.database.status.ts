import { managed } from '~/management-route.server';
import { describeStatus, getDatabaseStatus } from '~/models/database-management.server';

export const loader = managed('GET', async () => {
  const status = await getDatabaseStatus();
  return { status: 200, json: status, text: describeStatus(status) };
});

export const action = loader;
