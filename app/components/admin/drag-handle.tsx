import type { HTMLAttributes } from 'react';
import { useHydrated } from '~/components/admin/use-hydrated';

/** What a row is dragged by. The keyboard and screen readers have the buttons beside it. */
export function DragHandle(handlers: HTMLAttributes<HTMLElement>) {
  if (!useHydrated()) return null;
  return (
    <span className="drag-handle" aria-hidden="true" title="Drag to move" {...handlers}>
      <svg viewBox="0 0 10 16" width="10" height="16" fill="currentColor">
        {[2, 8].flatMap((x) =>
          [2, 8, 14].map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.6" />),
        )}
      </svg>
    </span>
  );
}
