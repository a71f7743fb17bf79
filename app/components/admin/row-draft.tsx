import { useEffect } from 'react';
import { DraftOffer } from '~/components/admin/draft-offer';
import type { QuickRow, useQuickEdit } from '~/components/admin/use-quick-edit';
import { type Draft, forgetDraft } from '~/drafts';
import type { Column } from '~/models/table-columns';

type Props = {
  draft: Draft;
  /** As it is saved. */
  row: QuickRow;
  quick: ReturnType<typeof useQuickEdit>;
  /** The id of the row's form. */
  form: string;
  /** Offers it no more. */
  take: (draft: Draft) => void;
};

/** Under a row: what was typed into it before and never saved. */
export function RowDraft({ draft, row, quick, form, take }: Props) {
  const saved = new Map<string, unknown>(Object.entries(row));
  const isSaved = draft.fields.every(([name, value]) => saved.get(name) === value);
  useEffect(() => {
    if (isSaved) throwAway();
  });
  if (isSaved) return null;
  const typed = draft.fields.map(([name, value]) => `${name} ${value || '(empty)'}`).join(', ');
  function bringBack(): void {
    take(draft);
    quick.bringBack(draft);
    // The button is gone: the keyboard goes on in what it brought.
    const rowForm = document.getElementById(form);
    if (!(rowForm instanceof HTMLFormElement)) return;
    const field = rowForm.elements.namedItem(draft.fields[0]?.[0] ?? '');
    if (field instanceof HTMLElement) field.focus();
  }
  function throwAway(): void {
    forgetDraft(draft.id);
    take(draft);
  }
  return <DraftOffer draft={draft} what={typed} onBringBack={bringBack} onThrowAway={throwAway} />;
}

/** Whether a row shows all that was typed. */
export function isShown(draft: Draft, shown: Column[]): boolean {
  return draft.fields.every(([name]) => shown.some((column) => column === name));
}
