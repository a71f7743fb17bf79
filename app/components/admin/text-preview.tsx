import { type ReactNode, useRef, useState } from 'react';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useMay } from '~/components/admin/use-may';
import { useTextPreview } from '~/components/admin/use-text-preview';

type Preview = NonNullable<ReturnType<typeof useTextPreview>>;

type Props = {
  label: string;
  /** What is shown of it. */
  children: (preview: Preview) => ReactNode;
};

/** Inside a form: what its text looks like, as one types; without scripts, in a tab of its own. */
export function TextPreview({ label, children }: Props) {
  const hydrated = useHydrated();
  const may = useMay();
  const place = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const preview = useTextPreview(place, open);
  if (!may('act', 'admin.preview')) return null;
  if (!hydrated) {
    return (
      <p>
        <button className="button button-small" formAction="/admin/preview" formTarget="_blank">
          {label}
        </button>
      </p>
    );
  }
  return (
    <details
      className="more text-preview"
      ref={place}
      onToggle={() => setOpen(place.current?.open ?? false)}
    >
      <summary>{label}</summary>
      {preview ? (
        children(preview)
      ) : preview === null ? (
        <p className="hint">The preview can’t be shown now. What you typed is still here.</p>
      ) : (
        <p className="hint">Making it…</p>
      )}
    </details>
  );
}
