import { useContext } from 'react';
import { RenderingContext } from '~/rendering';

const name = 'request-id';

/** By what the log knows a request that failed. Only its page knows it: a browser reads it off the page it was sent. */
export function RequestMention() {
  const { requestId = shown() } = useContext(RenderingContext);
  if (!requestId) return null;
  return (
    <p className="request-id">
      If you tell us about it, mention <code id={name}>{requestId}</code>.
    </p>
  );
}

function shown(): string | undefined {
  return typeof document === 'undefined'
    ? undefined
    : (document.getElementById(name)?.textContent ?? undefined);
}
