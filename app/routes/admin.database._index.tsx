import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
  useSearchParams,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { shouldRevalidateRefused } from '~/admin-revalidate';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { Problem } from '~/components/admin/problem';
import { PushForm } from '~/components/admin/push-form';
import { PushHistory } from '~/components/admin/push-history';
import { SchemaPlan } from '~/components/admin/schema-plan';
import { hasManagement, tryGate } from '~/management-gate.server';
import { addressOf } from '~/management-route.server';
import { getDatabaseStatus, getPlan, push } from '~/models/database-management.server';
import { notFound } from '~/page-data.server';
import { readPushForm } from '~/push-form.server';
import { textOf } from '~/form-text';

/** A push that failed is among the pushes, too. */
export const shouldRevalidate: ShouldRevalidateFunction = (args) =>
  args.actionStatus === 500 || shouldRevalidateRefused(args);

export const meta: MetaFunction = () => [{ title: 'Database · Admin' }];

export const loader = adminLoader('admin.database._index', async () => {
  if (!hasManagement) throw notFound();
  try {
    const [status, plan] = await Promise.all([getDatabaseStatus(), getPlan()]);
    return { status, plan, pushId: randomUUID() };
  } catch {
    throw new Response('The database is not answering.', { status: 503 });
  }
});

/** A session opens the page; only the secret pushes. */
export const action = adminAction('admin.database._index', async ({ admin, form }) => {
  if (!hasManagement) throw notFound();
  const address = addressOf();
  const gate = await tryGate(address, textOf(form, 'secret'));
  if (gate === 'closed') return data({ message: 'The secret is missing or wrong.' }, 401);
  if (gate === 'too many') {
    const message = 'There were too many tries with a wrong secret. Wait a quarter of an hour.';
    return data({ message }, 429);
  }
  const { id = randomUUID(), accept } = readPushForm(form);
  const confirmed = textOf(form, 'destroy') === 'yes' ? accept : undefined;
  const outcome = await push({ id, accept: confirmed, actor: admin.email, address });
  if (!outcome || outcome.state === 'running') return redirect('/admin/database?pushing');
  if (outcome.state !== 'done') {
    const status = ['refused', 'busy'].includes(outcome.state) ? 409 : 500;
    return data({ message: outcome.detail }, status);
  }
  return redirect('/admin/database?pushed');
});

export const clientAction = (args: ClientActionFunctionArgs) =>
  sendKeeping(args, ({ unanswered, said }) => ({ unanswered, message: said ?? noAnswer }));

const noAnswer =
  'The shop did not answer: the push may go on, or not have begun. Push again to be sure: it is done once.';

const words = {
  current: 'The database has this version’s schema.',
  behind: 'The database lacks something that this version asks for. What doesn’t need it works.',
  ahead: 'The database has the schema of a newer version. This one does without what is new.',
  unknown: 'It is not known which schema the database has.',
};

export default function Database() {
  const { status, plan, pushId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <div className="stack">
      <div className="page-head">
        <h1>Database</h1>
      </div>
      {reply ? (
        <Attention to={reply}>
          <Banner tone="bad" title={reply.message} />
        </Attention>
      ) : null}
      {!reply && search.has('pushed') ? <Banner tone="good" title="The schema is pushed." /> : null}
      {!reply && search.has('pushing') ? (
        <Banner tone="warn" title="The push takes a while and goes on.">
          <p>
            <a href="/admin/database?pushing">Look again</a>; the newest push below says what came
            of it.
          </p>
        </Banner>
      ) : null}
      <section className="panel stack" aria-labelledby="schema">
        <h2 id="schema">Schema</h2>
        <p>
          {words[status.schema]} This is version {status.version}.
        </p>
        <SchemaPlan plan={plan} />
        {plan.statements.length > 0 && plan.obstacles.length === 0 ? (
          <PushForm plan={plan} pushId={pushId} />
        ) : null}
      </section>
      <section className="panel stack" aria-labelledby="history">
        <h2 id="history">Pushes</h2>
        <PushHistory pushes={status.pushes} />
      </section>
    </div>
  );
}

export const ErrorBoundary = Problem;
