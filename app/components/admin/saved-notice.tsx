import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';

type Props = {
  at: Date;
  /** Others' changes that were merged in. */
  merged?: { version: number; by: string; at: Date; fields: string[] }[];
  /** Where one may go from here. */
  children?: ReactNode;
};

const titles = new Map([
  ['already', 'Already saved: this was sent twice, and done once.'],
  [
    'ended',
    'Saved, and archived: the time that it was to be visible until is past, so customers don’t see it any more.',
  ],
  ['returned', 'Brought back from the bin.'],
  ['restored', 'Restored: the product is what it was.'],
]);

export function SavedNotice({ at, merged = [], children }: Props) {
  const saved = useSearchParams()[0].get('saved');
  if (saved === null) return null;
  return (
    <Banner tone="good" title={titles.get(saved) ?? 'Saved.'}>
      <p>
        Last saved <Moment at={at} />. {children}
      </p>
      {merged.length === 0 ? null : (
        <>
          <p>Meanwhile others changed this product. Both are here, theirs and yours:</p>
          <ul>
            {merged.map(({ version, by, at, fields }) => (
              <li key={version}>
                {by}, <Moment at={at} />: {fields.join(', ').toLowerCase() || 'nothing'}
              </li>
            ))}
          </ul>
        </>
      )}
    </Banner>
  );
}
