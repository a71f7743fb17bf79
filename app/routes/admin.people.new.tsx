import { data, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, statusOf } from '~/admin-route.server';
import { OneTimePassword } from '~/components/admin/one-time-password';
import { PersonForm, type PersonReply } from '~/components/admin/person-form';
import { Problem } from '~/components/admin/problem';
import { addPerson } from '~/models/people.server';
import { oneTimePassword } from '~/one-time-password.server';
import { parsePersonForm, valuesOf } from '~/person-form.server';
import { keyOf } from '~/product-form.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Add a person · Admin' }];

export const loader = adminLoader('admin.people.new', () =>
  Promise.resolve({ saveKey: randomUUID() }),
);

type Reply =
  { reply: PersonReply; made: null } | { reply: null; made: { email: string; password: string } };

export const action = adminAction(
  'admin.people.new',
  async ({ admin, form }) => {
    const key = keyOf(form);
    const parsed = parsePersonForm(form);
    const again = (errors: PersonReply['errors'], status: number) =>
      data<Reply>(
        { reply: { key: randomUUID(), values: parsed.values, errors, obstacle: null }, made: null },
        status,
      );
    if (!parsed.ok) return again(parsed.errors, 400);
    const { person } = parsed;
    const added = await addPerson({ key, actor: admin.id }, person);
    if (!added.ok && added.reason === 'key-used') {
      // Under the same key: whoever was added is not added a second time under another address.
      const reply = { key, values: parsed.values, errors: {}, obstacle: null, added: true };
      return data<Reply>({ reply, made: null }, 409);
    }
    if (!added.ok) return again({ email: [added.message] }, 409);
    const made = { email: person.email, password: oneTimePassword(key) };
    return data<Reply>({ reply: null, made });
  },
  ({ form, obstacle }) => {
    const reply = { key: keyOf(form), values: valuesOf(form), errors: {}, obstacle };
    return data<Reply>({ reply, made: null }, statusOf(obstacle));
  },
);

export default function NewPerson() {
  const { saveKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.made) {
    return (
      <section className="confirm">
        <h1>Added</h1>
        <OneTimePassword {...answer.made} />
        <p className="actions">
          <Link className="button button-primary" to="/admin/people">
            All people
          </Link>
        </p>
      </section>
    );
  }
  return <PersonForm saveKey={saveKey} reply={answer?.reply ?? undefined} />;
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>()?.reply;
  return reply ? <PersonForm saveKey={reply.key} reply={reply} /> : <Problem />;
}
