import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';
import type { Draft } from '~/drafts';

type Props = {
  draft: Draft;
  /** Where it is short enough to be told. */
  what?: string;
  onBringBack: () => void;
  onThrowAway: () => void;
};

/** What was typed here before and never saved. */
export function DraftOffer({ draft, what, onBringBack, onThrowAway }: Props) {
  return (
    <Banner tone="warn" title="You left something here that was not saved.">
      <p>
        {what === undefined ? 'It' : `“${what}”`} was typed on <Moment at={new Date(draft.at)} />{' '}
        and is kept in this browser.
      </p>
      <p className="actions">
        <button type="button" className="button" onClick={onBringBack}>
          Bring it back
        </button>
        <button type="button" className="button button-quiet" onClick={onThrowAway}>
          Throw it away
        </button>
      </p>
    </Banner>
  );
}
