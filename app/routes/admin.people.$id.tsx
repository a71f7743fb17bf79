import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { OneTimePassword } from '~/components/admin/one-time-password';
import { Problem } from '~/components/admin/problem';
import { RoleForm } from '~/components/admin/role-form';
import { textOf } from '~/form-text';
import { findPerson, givePassword, removePerson, setRole } from '~/models/people.server';
import { oneTimePassword } from '~/one-time-password.server';
import { keyOf, versionOf } from '~/product-form.server';
import { roles } from '~/rights';
import { idOf } from '~/route-id.server';

/** What a colleague changed meanwhile is shown, so that it can be decided upon. */
export { shouldRevalidateRefused as shouldRevalidate } from '~/admin-revalidate';
export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.person.name ?? 'Person'} · Admin` },
];

export const loader = adminLoader('admin.people.$id', async ({ admin, params }) => {
  const person = await findPerson(idOf(params));
  if (!person) throw new Response('This person is no user of the shop any more.', { status: 404 });
  const keys = { role: randomUUID(), password: randomUUID(), remove: randomUUID() };
  return { person, keys, isMe: person.id === admin.id };
});

const formSchema = z.union([
  z.object({ intent: z.literal('role'), role: z.enum(roles) }),
  z.object({ intent: z.enum(['password', 'remove']) }),
]);

export const action = adminAction(
  'admin.people.$id',
  async ({ admin, form, params }) => {
    const at = { id: idOf(params), version: versionOf(form) };
    const key = keyOf(form);
    const save = { key, actor: admin.id };
    const asked = formSchema.safeParse({
      intent: textOf(form, 'intent'),
      role: textOf(form, 'role'),
    });
    if (!asked.success) throw new Response('Choose what to do, and a role.', { status: 400 });
    const { data: change } = asked;
    if (change.intent === 'remove') {
      const removed = await removePerson(save, at);
      if (!removed.ok) return data({ refused: removed.message, password: null, chosen: null }, 409);
      return redirect('/admin/people?removed');
    }
    const saved =
      change.intent === 'role'
        ? await setRole(save, at, change.role)
        : await givePassword(save, at);
    if (!saved.ok) {
      const chosen = change.intent === 'role' ? { role: change.role } : null;
      return data({ refused: saved.message, password: null, chosen }, 409);
    }
    if (change.intent === 'role') {
      return redirect(`/admin/people/${at.id}?saved&version=${at.version + 1}`);
    }
    return data({ refused: null, password: oneTimePassword(key), chosen: null });
  },
  hold,
);

export default function Person() {
  const { person, keys, isMe } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { name, email, version } = person;
  const hidden = (intent: keyof typeof keys) => (
    <>
      <input type="hidden" name="key" value={keys[intent]} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="intent" value={intent} />
    </>
  );
  return (
    <div className="stack confirm" key={version}>
      <h1>{name}</h1>
      <p className="hint">{email}</p>
      {reply?.refused ? <Banner tone="bad" title={reply.refused} /> : null}
      {reply?.password ? <OneTimePassword email={email} password={reply.password} /> : null}
      {search.has('saved') && !reply ? <Banner tone="good" title="Saved." /> : null}
      <section className="panel" aria-labelledby="role-title">
        <RoleForm
          person={person}
          version={version}
          isMe={isMe}
          saveKey={keys.role}
          reply={reply?.chosen ?? undefined}
        />
      </section>
      {isMe ? (
        <p>
          Your password and where you are signed in are on{' '}
          <Link to="/admin/account">your own page</Link>.
        </p>
      ) : (
        <>
          <section className="panel" aria-labelledby="password-title">
            <Form method="post" className="stack">
              <h2 id="password-title">Password forgotten?</h2>
              {hidden('password')}
              <p className="hint">
                A one-time password takes the place of theirs and signs them out everywhere.
              </p>
              <div className="actions">
                <button className="button">Give a one-time password</button>
              </div>
            </Form>
          </section>
          <section className="panel" aria-labelledby="remove-title">
            <details>
              <summary className="button button-danger" id="remove-title">
                Remove {name}…
              </summary>
              <Form method="post" className="stack">
                {hidden('remove')}
                <p>
                  They are signed out at once and can’t sign in again. What they did stays as it is,
                  and so does the log of it.
                </p>
                <div className="actions">
                  <button className="button button-danger">Remove for good</button>
                </div>
              </Form>
            </details>
          </section>
        </>
      )}
    </div>
  );
}

const deeds = new Map([
  ['role', 'Change the role'],
  ['password', 'Give a one-time password'],
  ['remove', 'Remove for good'],
]);

export function ErrorBoundary() {
  return <Problem deed={({ intent }) => deeds.get(intent ?? '')} />;
}
