const names = { active: 'Active', draft: 'Draft', archived: 'Archived' } as const;

export function StatusBadge({ status }: { status: keyof typeof names }) {
  return <span className={`badge badge-${status}`}>{names[status]}</span>;
}
