import { Link } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Moment } from '~/components/admin/moment';
import { usePerson } from '~/components/admin/use-person';
import { type Draft, findDrafts, forgetDraft } from '~/drafts';

/** Where something was typed in this browser and never saved. */
export function LeftUnsaved() {
  const person = usePerson();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  useEffect(() => void findDrafts(person).then(setDrafts), [person]);
  const throwAway = (id: string) => {
    forgetDraft(id);
    setDrafts((known) => known.filter((draft) => draft.id !== id));
  };
  if (drafts.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="unsaved">
      <h2 id="unsaved">Left unsaved in this browser</h2>
      <ul className="rows">
        {drafts.map(({ id, path, title, at }) => (
          <li key={id}>
            <Link to={path}>{title}</Link>
            <Moment at={new Date(at)} />
            <button
              type="button"
              className="button button-small button-quiet"
              aria-label={`Throw away ${title}`}
              onClick={() => throwAway(id)}
            >
              Throw away
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
