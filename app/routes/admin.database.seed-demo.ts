import { managed, say } from '~/management-route.server';
import { waitFor } from '~/models/database-management.server';
import { seedDemo } from '~/models/demo-seed.server';

export const action = managed('POST', async () => {
  const seeded = await waitFor(seedDemo().then((signIn) => ({ signIn })));
  if (!seeded) {
    return say(
      202,
      'The demo catalogue is being planted, which takes a while. Its owner’s password can’t be shown any more: make an admin of your own.',
    );
  }
  const { signIn } = seeded;
  if (!signIn) {
    return say(409, 'The shop has products or a demo owner already, so nothing was changed.');
  }
  const { email, password } = signIn;
  return say(
    200,
    `The demo catalogue is planted. Sign in as ${email} with the password ${password}, which is shown this once.`,
    signIn,
  );
});

export const loader = action;
