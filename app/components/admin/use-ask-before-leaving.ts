import { type Location, useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect } from 'react';

/**
 * Asks before something typed is left behind.
 * @param placeOf what of an address has to change for it to be left: the rest keeps what was typed.
 * @param isSent whether it is just being sent there: it goes along.
 */
export function useAskBeforeLeaving(
  unsaved: boolean,
  placeOf: (location: Location) => string,
  isSent = () => false,
) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !isSent() && placeOf(currentLocation) !== placeOf(nextLocation),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm('What you typed is not saved. Leave it behind?')) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (unsaved) event.preventDefault();
      },
      [unsaved],
    ),
  );
}
