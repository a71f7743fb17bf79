/** When customers see a product, if it is active. */
export type Publication = {
  status: 'draft' | 'active' | 'archived';
  /** null: when it is first made active. */
  publishedAt: Date | null;
  /** null: until somebody takes it out. */
  publishedUntil: Date | null;
};

export function isOver({ publishedUntil }: Pick<Publication, 'publishedUntil'>, now: Date) {
  return publishedUntil !== null && publishedUntil <= now;
}

export function isVisible({ status, ...times }: Publication, now: Date): boolean {
  const { publishedAt } = times;
  return status === 'active' && publishedAt !== null && publishedAt <= now && !isOver(times, now);
}

/**
 * A publication as it is stored. Made active without a date, a product is published now; it keeps the date it has.
 * An end that is past means now: what was active is archived.
 * @param before when it was published from until now
 */
export function settle(wanted: Publication, before: Date | null, now: Date): Publication {
  const { status } = wanted;
  const publishedAt = wanted.publishedAt ?? (status === 'active' ? (before ?? now) : null);
  if (status !== 'active' || !isOver(wanted, now)) return { ...wanted, publishedAt };
  return { status: 'archived', publishedAt, publishedUntil: null };
}

/** A publication brought to a status by one click. What is made active again is not ended by a time that is past. */
export function withStatus(
  before: Publication,
  status: Publication['status'],
  now: Date,
): Publication {
  const { publishedAt, publishedUntil } = before;
  return {
    status,
    publishedAt: publishedAt ?? (status === 'active' ? now : null),
    publishedUntil: isOver(before, now) ? null : publishedUntil,
  };
}
