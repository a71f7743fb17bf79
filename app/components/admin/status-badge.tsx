import { isOver, type Publication } from '~/models/publication';
import { useShop } from '~/shop';
import { sayTime } from '~/time-zone';

const names = { active: 'Active', draft: 'Draft', archived: 'Archived' } as const;

/** Whether customers see a product, and from when or until when if that is to come. */
export function StatusBadge({
  status,
  publishedAt = null,
  publishedUntil = null,
}: Pick<Publication, 'status'> & Partial<Publication>) {
  const now = new Date();
  if (status !== 'active') return <span className={`badge badge-${status}`}>{names[status]}</span>;
  if (isOver({ publishedUntil }, now)) return <span className="badge badge-archived">Ended</span>;
  const scheduled = publishedAt !== null && publishedAt > now;
  return (
    <span className={scheduled ? 'badge badge-draft' : 'badge badge-active'}>
      {scheduled ? (
        <>
          Scheduled for <Time at={publishedAt} />
        </>
      ) : (
        names.active
      )}
      {publishedUntil ? (
        <>
          {' '}
          until <Time at={publishedUntil} />
        </>
      ) : null}
    </span>
  );
}

function Time({ at }: { at: Date }) {
  const { timeZone } = useShop().shop;
  return <time dateTime={at.toISOString()}>{sayTime(at, timeZone)}</time>;
}
