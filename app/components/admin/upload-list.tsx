import { SignInAgain } from '~/components/admin/sign-in-again';
import type { Pending, useUploads } from '~/components/admin/use-uploads';

type Props = {
  uploads: ReturnType<typeof useUploads>;
  /** Save was pressed meanwhile. */
  held: boolean;
};

/** What is being uploaded, how far it has come, and what was not taken. */
export function UploadList({ uploads, held }: Props) {
  const { list, stored, tryAgain, tryAllAgain, callOff } = uploads;
  const left = list.filter(({ state }) => state !== 'refused').length;
  return (
    <>
      <ul className="uploads plain">
        {list.map((one) => (
          <li key={one.id}>
            <UploadItem
              one={one}
              onTryAgain={() => tryAgain(one.id)}
              onCallOff={() => callOff(one.id)}
            />
          </li>
        ))}
      </ul>
      {list.some(({ signedOut }) => signedOut) ? (
        // Whoever put it off is asked again when Save waits for it.
        <SignInAgain key={String(held)} reply={noReply} sendPictures={tryAllAgain} />
      ) : null}
      <p className="hint" role="status">
        {left > 0 ? `${pictures(left)} still to be uploaded. ` : null}
        {left === 0 && stored > 0
          ? `${pictures(stored)} added. Save keeps ${stored === 1 ? 'it' : 'them'}. `
          : null}
        {held ? 'The product is saved as soon as they are here.' : null}
      </p>
    </>
  );
}

const noReply = {};

function pictures(count: number): string {
  return count === 1 ? '1 picture' : `${count} pictures`;
}

type ItemProps = { one: Pending; onTryAgain: () => void; onCallOff: () => void };

function UploadItem({ one, onTryAgain, onCallOff }: ItemProps) {
  const { state, sent, said } = one;
  const name = one.file.name.slice(0, 100) || 'A picture';
  return (
    <>
      <span className="upload-name">{name}</span>
      {said === null ? (
        <progress aria-label={`Upload of ${name}`} max={1} value={sent} />
      ) : (
        <span className="field-error" role="alert">
          {`${said} ${state === 'waiting' ? 'It is sent again by itself.' : ''}`}
        </span>
      )}
      <span className="actions">
        {state === 'waiting' ? (
          <button
            type="button"
            className="button button-small"
            onClick={onTryAgain}
            aria-label={`Try ${name} again`}
          >
            Try again
          </button>
        ) : null}
        <button
          type="button"
          className="button button-small"
          onClick={onCallOff}
          aria-label={state === 'refused' ? `Dismiss ${name}` : `Cancel ${name}`}
        >
          {state === 'refused' ? 'Dismiss' : 'Cancel'}
        </button>
      </span>
    </>
  );
}
