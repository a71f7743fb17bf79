import { ObstacleNotice } from '~/components/admin/obstacle';
import type { QuickReply } from '~/components/admin/quick-reply';
import type { useQuickEdit } from '~/components/admin/use-quick-edit';

type Props = {
  quick: ReturnType<typeof useQuickEdit>;
  said: QuickReply;
  currency: string;
  /** The id of the row's form. */
  form: string;
};

/** Under a row that was not saved: why, and what to do. */
export function QuickSaid({ quick, said, currency, form }: Props) {
  const { obstacle, message, now } = said;
  if (obstacle) {
    const elsewhere = { id: form, busy: quick.busy };
    return <ObstacleNotice obstacle={obstacle} reply={said} elsewhere={elsewhere} />;
  }
  return (
    <>
      <div role="alert">
        {message}{' '}
        {now
          ? `It is now ${now.price} ${currency}${now.stock === null ? '' : `, ${now.stock} in stock`}.`
          : ''}
      </div>
      {now ? (
        <span className="actions">
          <button type="button" className="button button-small" onClick={quick.takeMine}>
            Keep mine, to save it over that
          </button>
          <button type="button" className="button button-small" onClick={quick.drop}>
            Take theirs
          </button>
        </span>
      ) : null}
    </>
  );
}
