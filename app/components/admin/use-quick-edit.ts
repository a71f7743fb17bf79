import { useFetcher } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { QuickReply } from '~/components/admin/quick-reply';
import { useKeptRow } from '~/components/admin/use-row-drafts';
import type { Draft } from '~/drafts';

/** A row whose price or stock can be changed where it stands. */
export type QuickRow = {
  id: string;
  title: string;
  version: number;
  saveKey: string;
  price: string;
  /** null where stock is not counted. */
  stock: string | null;
};

type Field = 'price' | 'stock';
/** What was typed, over which version, and the key under which it is saved once. */
type Typed = { version: number; key: string } & Partial<Record<Field, string>>;

const fields = ['price', 'stock'] as const;

/** What was typed while a row was being saved, over what was saved; null for nothing. */
function leftOf(typed: Typed | null, saved: QuickReply): Typed | null {
  if (!typed) return null;
  const left = fields.filter((field) => (typed[field] ?? saved.sent[field]) !== saved.sent[field]);
  if (left.length === 0) return null;
  return {
    version: saved.version ?? typed.version,
    key: saved.key,
    ...Object.fromEntries(left.map((field) => [field, typed[field]])),
  };
}

/** What was typed, as a draft has it. */
function kept(typed: Typed | null): Pick<Draft, 'key' | 'version' | 'fields'> | null {
  if (!typed) return null;
  const { key, version } = typed;
  const texts = fields.flatMap((field): Draft['fields'] =>
    typed[field] === undefined ? [] : [[field, typed[field]]],
  );
  return { key, version, fields: texts };
}

/**
 * What is typed into a row of the table, until it is saved: whatever the table shows anew meanwhile leaves it as it is.
 * @param onUnsaved is told whether something is typed that is not saved.
 */
export function useQuickEdit(row: QuickRow | null, onUnsaved: (unsaved: boolean) => void) {
  const fetcher = useFetcher<QuickReply>();
  const [typed, setTyped] = useState<Typed | null>(null);
  const [said, setSaid] = useState<QuickReply | null>(null);
  const [draftId, setDraftId] = useState(row?.saveKey ?? '');
  const isKept = useKeptRow(
    draftId,
    row,
    useMemo(() => kept(typed), [typed]),
  );
  const busy = fetcher.state !== 'idle';
  const reply = busy ? undefined : fetcher.data;

  const [seen, setSeen] = useState(reply);
  if (reply && reply !== seen) {
    setSeen(reply);
    setSaid(reply);
    if (reply.ok) setTyped(leftOf(typed, reply));
  }

  const unsaved = typed !== null;
  useEffect(() => {
    onUnsaved(unsaved);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- Only what is told counts.
  }, [unsaved]);

  function type(field: Field, text: string): void {
    if (!row) return;
    const before = typed ?? { version: row.version, key: row.saveKey };
    const after = { ...before, [field]: text };
    // While it is being saved, the row shows what is there no more.
    const isAsShown =
      !busy && fields.every((name) => after[name] === undefined || after[name] === row[name]);
    setTyped(isAsShown ? null : after);
    if (isAsShown) setSaid(null);
  }

  /** Over what somebody else saved meanwhile: a save of its own. */
  function takeMine(): void {
    if (!said?.now) return;
    const { key, now } = said;
    setTyped((before) => before && { ...before, version: now.version, key });
    setSaid(null);
  }

  /** What an earlier tab left, over the version that it was typed over. */
  function bringBack(draft: Draft): void {
    if (!row) return;
    const texts = new Map(draft.fields);
    setDraftId(draft.id);
    setTyped({
      version: draft.version ?? row.version,
      key: draft.key,
      ...Object.fromEntries(
        fields.flatMap((field) => (texts.has(field) ? [[field, texts.get(field)]] : [])),
      ),
    });
    setSaid(null);
  }

  function drop(): void {
    setTyped(null);
    setSaid(null);
  }

  return {
    fetcher,
    draftId,
    said: said?.ok === false ? said : null,
    saved: said?.ok === true && !unsaved,
    unsaved,
    /** Whether the browser keeps what is typed. */
    isKept,
    busy,
    version: typed?.version ?? row?.version ?? 0,
    key: typed?.key ?? row?.saveKey ?? '',
    bringBack,
    drop,
    takeMine,
    /** What connects an input of the row with it. */
    of: (field: Field) => ({
      name: field,
      value: typed?.[field] ?? row?.[field] ?? '',
      error: said?.ok === false ? said.errors[field] : undefined,
      onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
        type(field, currentTarget.value),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !unsaved) return;
        event.stopPropagation();
        drop();
      },
    }),
  };
}
