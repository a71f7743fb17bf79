import { type ReactNode, useEffect, useRef } from 'react';

/** Brings what it holds before one's eyes each time that `to` is another: Save is pressed far down a form too. */
export function Attention({ to, children }: { to: object; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [to]);
  return (
    <div ref={place} className="stack">
      {children}
    </div>
  );
}
