import { z } from 'zod';
import { defaultsOf } from '~/form-defaults';

/** A picture as pages know it, as it comes from outside. */
export const pictureSchema = z.object({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  widths: z.array(z.number()),
  color: z.string(),
});

const draftSchema = z.object({
  /** Of one opening of a form: two tabs with the same product keep two drafts. */
  id: z.string(),
  /** Where the form is. */
  path: z.string(),
  /** Whose it is; null where nobody was known to be signed in. */
  person: z.string().nullable(),
  title: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** The form's key: saving under it again saves once. */
  key: z.string(),
  /** The version that the form was opened at; null for what is still to be made. */
  version: z.number().nullable(),
  fields: z.array(z.tuple([z.string(), z.string()])),
  /** The pictures that the fields name. */
  files: z.array(pictureSchema),
});

/** A form as it was typed into and not saved, kept in the browser's storage. */
export type Draft = z.infer<typeof draftSchema>;

const prefix = 'holdfast-draft:';
const DAYS_KEPT = 30;

/** Fields that say how a form is sent, not what it says, and one that goes when scripts take over. */
const notTyped = new Set(['key', 'version', 'intent', '__intent__', '__state__', 'pasteText']);

export function typedInto(form: HTMLFormElement): Draft['fields'] {
  return [...new FormData(form)].flatMap(([name, value]): Draft['fields'] =>
    typeof value === 'string' && !notTyped.has(name) ? [[name, value]] : [],
  );
}

/** Of what the form saves: what is new may have been made already, and a form may stand on another page. */
export function pathOf(form: HTMLFormElement): string {
  return new URL(form.action).pathname;
}

/** What a form says before anybody types into it, be it before the page's scripts have come. */
export function openedWith(form: HTMLFormElement): Draft['fields'] {
  return defaultsOf(form).filter(([name]) => !notTyped.has(name));
}

/** The form of a draft, as its page would send it. */
export function formOf({ fields }: Draft): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

export function isSame(one: Draft['fields'], other: Draft['fields']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A browser that is full or keeps nothing loses no more than the draft. @returns whether it is kept */
export function keepDraft(draft: Draft): boolean {
  return withStorage((storage) => storage.setItem(prefix + draft.id, JSON.stringify(draft)));
}

export function forgetDraft(id: string): void {
  withStorage((storage) => storage.removeItem(prefix + id));
}

/** Forgets what was saved, unless more was typed after `sentAt` (milliseconds since 1970). */
export function forgetSaved(key: string, sentAt: number): void {
  for (const draft of storedDrafts()) {
    if (draft.key === key && draft.at <= sentAt) forgetDraft(draft.id);
  }
}

/** Forgets what was left in a form that is gone, unless it was typed after `goneAt` (milliseconds since 1970). */
export function forgetDraftsAt(path: string, goneAt = Date.now()): void {
  for (const draft of storedDrafts()) {
    if (draft.path === path && draft.at <= goneAt) forgetDraft(draft.id);
  }
}

/** The drafts of `person`, newest first, without those whose form is open in some tab. */
export async function findDrafts(person: string | null): Promise<Draft[]> {
  const open = await openForms();
  return storedDrafts()
    .filter((draft) => draft.person === null || draft.person === person)
    .filter(({ id }) => !open.has(prefix + id))
    .sort((one, other) => other.at - one.at);
}

/** Says to the browser's other tabs that this draft's form is open. @returns what ends that */
export function holdDraft(id: string): () => void {
  if (!('locks' in navigator)) return () => {};
  const ended = new AbortController();
  const { signal } = ended;
  const end = new Promise((resolve) => signal.addEventListener('abort', resolve));
  void navigator.locks.request(prefix + id, () => (signal.aborted ? undefined : end));
  return () => ended.abort();
}

/** Locks are for secure pages only; without them an open form's draft is offered too. */
async function openForms(): Promise<Set<string | undefined>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name));
}

function storedDrafts(): Draft[] {
  const drafts: Draft[] = [];
  withStorage((storage) => {
    for (const name of Object.keys(storage).filter((key) => key.startsWith(prefix))) {
      const draft = read(storage.getItem(name));
      if (draft && draft.at > Date.now() - DAYS_KEPT * 86_400_000) drafts.push(draft);
      else storage.removeItem(name);
    }
  });
  return drafts;
}

function read(text: string | null): Draft | undefined {
  try {
    return draftSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/**
 * Storage throws when it is full, and wherever a browser is told to keep nothing: the form itself is still there.
 * @returns whether the work was done
 */
function withStorage(work: (storage: Storage) => void): boolean {
  try {
    work(window.localStorage);
    return true;
  } catch {
    return false;
  }
}
