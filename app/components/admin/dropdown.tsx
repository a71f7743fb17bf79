import { type ReactNode, useEffect, useRef } from 'react';

type Props = { className?: string; summary: ReactNode; children: ReactNode };

/** What opens over the page below its button. It closes when the keyboard goes on to what it lies over. */
export function Dropdown({ className = '', summary, children }: Props) {
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = place.current;
    const onLeave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && details?.contains(relatedTarget) === false) {
        details.open = false;
      }
    };
    details?.addEventListener('focusout', onLeave);
    return () => details?.removeEventListener('focusout', onLeave);
  }, []);
  return (
    <details ref={place} className={`dropdown ${className}`}>
      {summary}
      {children}
    </details>
  );
}
