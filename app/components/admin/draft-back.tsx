import { useEffect, useRef } from 'react';

/** Says that a draft is in the form now. Its button is gone with the form that was there: the keyboard goes on from here. */
export function DraftBack() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} className="banner banner-warn" tabIndex={-1}>
      <p className="banner-title">What you left is back in the form, and not saved yet.</p>
      <p>Look it through, then press Save.</p>
    </div>
  );
}
