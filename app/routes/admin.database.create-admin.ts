import { randomBytes } from 'node:crypto';
import { managed, say } from '~/management-route.server';
import { createAdmin } from '~/models/admin-user.server';
import { textOf } from '~/form-text';

export const action = managed('POST', async ({ form }) => {
  const given = textOf(form, 'password');
  const password = given || randomBytes(12).toString('base64url');
  const email = textOf(form, 'email');
  const made = await createAdmin({ email, name: textOf(form, 'name'), password });
  if (!made.ok) return say(made.reason === 'duplicate' ? 409 : 400, made.message);
  const shown = given ? '' : ` The password is ${password}, which is shown this once.`;
  return say(200, `${email} may sign in now, at /admin, as an owner.${shown}`, {
    email,
    ...(given ? {} : { password }),
  });
});

export const loader = action;
