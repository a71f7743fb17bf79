import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { adminLoader } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { listPeople } from '~/models/people.server';

export const meta: MetaFunction = () => [{ title: 'People · Admin' }];

export const loader = adminLoader('admin.people._index', async ({ admin }) => ({
  people: await listPeople(),
  me: admin.id,
}));

export default function People() {
  const { people, me } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <>
      <div className="page-head">
        <h1>People</h1>
        <Link className="button button-primary" to="/admin/people/new">
          Add a person
        </Link>
      </div>
      {search.has('removed') ? <Banner tone="good" title="Removed." /> : null}
      <ul className="rows panel people">
        {people.map(({ id, name, email, role, seenAt, oneTimeUntil }) => (
          <li key={id}>
            <span className="row-name">
              <Link to={`/admin/people/${id}`}>{name}</Link>
              <span className="hint">{email}</span>
            </span>
            <span className={`badge badge-${role === 'owner' ? 'active' : 'archived'}`}>
              {role}
            </span>
            {id === me ? (
              <span className="hint">This is you</span>
            ) : seenAt ? (
              <span className="hint">
                Seen <Moment at={seenAt} />
              </span>
            ) : (
              <span className="hint">{oneTimeUntil ? 'Has not come yet' : 'Signed out'}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export const ErrorBoundary = Problem;
