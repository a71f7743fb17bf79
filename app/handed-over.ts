import { z } from 'zod';
import type { Draft } from '~/drafts';

/** Where the keyboard was in a form. */
export type Place = { name: string; value: string; selection: [number, number] | null };

/** What was in a form when another one took its place. */
export type HandedOver = {
  draft: Draft;
  /** What was there before was saved: the draft goes on over that. */
  saved: boolean;
  place: Place | null;
};

/** Empty where what was saved has no version, and no page of its own. */
type SavedAs = Partial<Pick<Draft, 'path' | 'version'>>;

let saved: { key: string; as: SavedAs } | null = null;
let handed: HandedOver | null = null;

const versionSchema = z.coerce.number().int().min(1);

/** Notes where a form's save has led: to its page, with the version that whatever was typed since goes on from. */
export function noteSaved(key: string, { headers }: Response): void {
  const { pathname, searchParams } = new URL(headers.get('Location') ?? '', window.location.href);
  const from = searchParams.get('since') ?? searchParams.get('version');
  const version = versionSchema.safeParse(from ?? undefined).data;
  saved = { key, as: version === undefined ? {} : { path: pathname, version } };
}

/** What the last save of this tab has made, if it was done under this key. */
export function savedAs(key: string): SavedAs | null {
  return saved?.key === key ? saved.as : null;
}

/** For the form that comes in the same turn, and for no later one. */
export function handOver(left: HandedOver): void {
  handed = left;
  queueMicrotask(() => {
    handed = null;
  });
}

/** What the form that was here, or led here, has handed over to one of `path`. */
export function takeOver(path: string, isMine: (draft: Draft) => boolean): HandedOver | null {
  return handed?.draft.path === path && isMine(handed.draft) ? handed : null;
}

export function placeIn(form: HTMLFormElement): Place | null {
  const at = document.activeElement;
  const field = fieldsOf(form).find((one) => one === at);
  if (!field?.name) return null;
  const { name, value } = field;
  const ends = isText(field) ? [field.selectionStart, field.selectionEnd] : [];
  const [from, to] = ends;
  return { name, value, selection: from != null && to != null ? [from, to] : null };
}

export function goTo(form: HTMLFormElement, { name, value, selection }: Place): void {
  const named = fieldsOf(form).filter((field) => field.name === name);
  const field = named.find((one) => one.value === value) ?? named[0];
  field?.focus({ preventScroll: true });
  if (selection && isText(field)) field.setSelectionRange(...selection);
}

type FormField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLButtonElement;

function fieldsOf(form: HTMLFormElement): FormField[] {
  return [...form.querySelectorAll<FormField>('input, textarea, select, button')];
}

function isText(field: FormField | undefined): field is HTMLInputElement | HTMLTextAreaElement {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
}
