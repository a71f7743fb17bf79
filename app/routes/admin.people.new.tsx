import { data, type MetaFunction } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { useEffect } from 'react';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { OneTimePassword } from '~/components/admin/one-time-password';
import { PersonForm, type PersonReply } from '~/components/admin/person-form';
import { Problem } from '~/components/admin/problem';
import { forgetSaved } from '~/drafts';
import { addPerson } from '~/models/people.server';
import { statusOf } from '~/obstacle-status';
import { oneTimePassword } from '~/one-time-password.server';
import { valuesOf } from '~/person-fields';
import { parsePersonForm } from '~/person-form.server';
import { keyOf } from '~/product-form.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Add a person · Admin' }];

export const loader = adminLoader('admin.people.new', () =>
  Promise.resolve({ saveKey: randomUUID() }),
);

type Made = { key: string; email: string; password: string };
type Reply = { reply: PersonReply; made: null } | { reply: null; made: Made };

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
    const made = { key, email: person.email, password: oneTimePassword(key) };
    return data<Reply>({ reply: null, made });
  },
  ({ form, obstacle }) => {
    const reply = { key: keyOf(form), values: valuesOf(form), errors: {}, obstacle };
    return data<Reply>({ reply, made: null }, statusOf(obstacle));
  },
);

export async function clientAction(args: ClientActionFunctionArgs) {
  const values = valuesOf(await args.request.clone().formData());
  return sendKeeping(args, ({ unanswered, key, obstacle, said: refused }) => ({
    unanswered,
    reply: { key, values, errors: {}, obstacle, refused },
    made: null,
  }));
}

export default function NewPerson() {
  const { saveKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.made) return <Added made={answer.made} />;
  return <PersonForm saveKey={saveKey} reply={answer?.reply ?? undefined} />;
}

function Added({ made: { key, email, password } }: { made: Made }) {
  useEffect(() => forgetSaved(key, Date.now()), [key]);
  return (
    <section className="confirm">
      <h1>Added</h1>
      <OneTimePassword email={email} password={password} />
      <p className="actions">
        <Link className="button button-primary" to="/admin/people">
          All people
        </Link>
      </p>
    </section>
  );
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>()?.reply;
  return reply ? <PersonForm saveKey={reply.key} reply={reply} /> : <Problem />;
}
