import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { adminLoader } from '~/admin-route.server';
import { AuditList } from '~/components/admin/audit-list';
import { Problem } from '~/components/admin/problem';
import { auditKinds } from '~/models/audit';
import { auditHref, parseAuditQuery } from '~/models/audit-query';
import { auditDays, getAuditPage } from '~/models/audit.server';
import { listPeople } from '~/models/people.server';
import { useShop } from '~/shop';

export const meta: MetaFunction = () => [{ title: 'Audit log · Admin' }];

export const loader = adminLoader('admin.audit', async ({ request }) => {
  const query = parseAuditQuery(new URL(request.url).searchParams);
  const [page, people] = await Promise.all([getAuditPage(query), listPeople()]);
  return {
    query,
    days: auditDays,
    people: people.map(({ id, name }) => ({ id, name })),
    ...page,
  };
});

const names = {
  'sign-ins': 'Signing in and out',
  people: 'People',
  catalogue: 'The catalogue',
  schema: 'The database',
};

export default function Audit() {
  const { query, days, people, entries, next } = useLoaderData<typeof loader>();
  const { timeZone } = useShop().shop;
  const filtered = query.kind ?? query.person ?? query.from ?? query.to;
  return (
    <>
      <div className="page-head">
        <h1>Audit log</h1>
      </div>
      <p className="hint">
        What happened in the admin, by the clocks of {timeZone}. It is kept for {days} days.
      </p>
      <Form action="/admin/audit" className="filters" key={auditHref(query, null)}>
        <div className="field">
          <label htmlFor="kind">What</label>
          <select id="kind" name="kind" defaultValue={query.kind ?? ''}>
            <option value="">Everything</option>
            {auditKinds.map((kind) => (
              <option key={kind} value={kind}>
                {names[kind]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="person">Who</label>
          <select id="person" name="person" defaultValue={query.person ?? ''}>
            <option value="">Everybody</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="from">From</label>
          <input id="from" name="from" type="date" defaultValue={query.from ?? ''} />
        </div>
        <div className="field">
          <label htmlFor="to">To</label>
          <input id="to" name="to" type="date" defaultValue={query.to ?? ''} />
        </div>
        <button className="button">Show</button>
      </Form>
      {entries.length === 0 ? (
        <p className="empty">
          {filtered || query.after ? 'Nothing of this kind is in the log. ' : 'Nothing yet.'}
          {filtered || query.after ? <Link to="/admin/audit">Show everything</Link> : null}
        </p>
      ) : (
        <AuditList entries={entries} />
      )}
      <nav className="pages" aria-label="Pages">
        {query.after ? (
          <Link className="button" to={auditHref(query, null)}>
            Newest
          </Link>
        ) : null}
        {next ? (
          <Link className="button" to={auditHref(query, next)} rel="next">
            Older
          </Link>
        ) : null}
      </nav>
    </>
  );
}

export const ErrorBoundary = Problem;
