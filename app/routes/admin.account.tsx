import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  useActionData,
  useLoaderData,
  useSearchParams,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { Banner } from '~/components/admin/banner';
import { type Obstacle } from '~/components/admin/obstacle';
import { PasswordForm } from '~/components/admin/password-form';
import { Problem } from '~/components/admin/problem';
import { SessionList } from '~/components/admin/session-list';
import { deviceOf } from '~/device.server';
import { textOf } from '~/form-text';
import { endSessions, listSessions } from '~/models/admin-session.server';
import { changePassword } from '~/models/password.server';
import { forgiveTry, spendTry } from '~/models/sign-in-tries.server';
import { statusOf } from '~/obstacle-status';
import { keyOf } from '~/product-form.server';
import { sendWaiting } from '~/waiting-change';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Your account · Admin' }];

export const loader = adminLoader('admin.account', async ({ admin }) => {
  const sessions = await listSessions(admin.id);
  return {
    name: admin.name,
    email: admin.email,
    role: admin.role,
    saveKey: randomUUID(),
    sessions: sessions.map(({ agent, seenAt, createdAt, ...session }) => ({
      ...session,
      createdAt,
      seenAt: seenAt ?? createdAt,
      device: deviceOf(agent),
      isThis: session.id === admin.sessionId,
    })),
  };
});

export type AccountReply = {
  field: 'old' | 'password' | 'again' | null;
  message: string;
  obstacle: Obstacle | null;
  /** Of the next try. */
  key: string;
};

const formSchema = z.union([
  z.object({ intent: z.enum(['password', 'end-others']) }),
  z.object({ intent: z.literal('end'), session: z.guid() }),
]);

export const action = adminAction(
  'admin.account',
  async ({ admin, form }) => {
    const asked = formSchema.safeParse({
      intent: textOf(form, 'intent'),
      session: textOf(form, 'session'),
    });
    if (!asked.success) throw new Response('Choose what to do.', { status: 400 });
    if (asked.data.intent === 'end') {
      await endSessions(admin, { id: asked.data.session });
      return redirect('/admin/account?done=ended');
    }
    if (asked.data.intent === 'end-others') {
      await endSessions(admin, 'others');
      return redirect('/admin/account?done=ended');
    }
    const refuse = (reply: Omit<AccountReply, 'obstacle' | 'key'>, status = 400) =>
      data<AccountReply>({ ...reply, obstacle: null, key: randomUUID() }, status);
    const [old, password] = [textOf(form, 'old').slice(0, 1024), textOf(form, 'password')];
    if (password !== textOf(form, 'again')) {
      return refuse({ field: 'again', message: 'The two new passwords are not the same.' });
    }
    // Whoever finds a browser signed in has no more guesses here than at the sign-in.
    const tries = { email: admin.email, address: '', browser: admin.id };
    const spent = await spendTry(tries);
    if (!spent.ok) {
      const message = `There were too many tries with a wrong password. Try again in ${Math.ceil(spent.wait / 60)} minutes.`;
      return refuse({ field: 'old', message }, 429);
    }
    const changed = await changePassword(admin, { key: keyOf(form), old, password });
    if (!changed.ok) {
      if (changed.field !== 'old') await forgiveTry(tries);
      return refuse(changed);
    }
    await forgiveTry(tries);
    return redirect('/admin/account?done=password');
  },
  (args) => {
    const { form, obstacle } = args;
    if (!changesPassword(form)) return hold(args);
    return data<AccountReply>(
      // Under which it may have been done.
      { field: null, message: '', obstacle, key: textOf(form, 'key') },
      statusOf(obstacle),
    );
  },
);

/** Its form is shown again; what the other buttons ask for is held. */
function changesPassword(form: FormData): boolean {
  return textOf(form, 'intent') === 'password';
}

/** A password stays where it was typed, and is kept nowhere. */
export async function clientAction(args: ClientActionFunctionArgs) {
  const form = await args.request.clone().formData();
  if (!changesPassword(form)) return sendWaiting(args);
  return sendKeeping(args, ({ unanswered, key, obstacle, said }) => ({
    unanswered,
    ...{ field: null, message: said ?? '', obstacle, key },
  }));
}

const done = new Map([
  ['password', 'Your password is changed. You are signed out everywhere else.'],
  ['ended', 'Signed out there.'],
]);

export default function Account() {
  const { name, email, role, saveKey, sessions } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const said = done.get(search.get('done') ?? '');
  return (
    <div className="stack account">
      <div className="page-head">
        <h1>{name}</h1>
      </div>
      <p className="hint">
        {email}, {role}
      </p>
      {said && !reply ? <Banner tone="good" title={said} /> : null}
      <SessionList sessions={sessions} />
      <PasswordForm email={email} saveKey={saveKey} reply={reply} key={search.get('done')} />
    </div>
  );
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  if (reply) return <PasswordForm email="" saveKey={reply.key} reply={reply} />;
  return <Problem deed={() => 'Sign out elsewhere'} />;
}
