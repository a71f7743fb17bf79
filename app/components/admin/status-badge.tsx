const names = { active: 'Active', draft: 'Draft', archived: 'Archived' } as const;

type Props = {
  status: keyof typeof names;
  /** When customers are to see it, if it is active. */
  publishedAt?: Date | null;
};

export function StatusBadge({ status, publishedAt }: Props) {
  const scheduled = status === 'active' && publishedAt && publishedAt > new Date();
  if (!scheduled) return <span className={`badge badge-${status}`}>{names[status]}</span>;
  const at = publishedAt.toISOString();
  return (
    <span className="badge badge-draft">
      Scheduled for <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')} UTC</time>
    </span>
  );
}
