import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';

export type Entry = [name: string, value: string];
export type Kind = 'number' | 'text' | 'choice';
/** A form as a page shows it, to be sent over HTTP. */
export type Form = {
  action: string;
  encoding: string;
  entries: Entry[];
  kinds: Record<string, Kind>;
};

export type Sending = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** Asks and sends as a browser that is signed in, and follows nobody. */
export type Ask = (path: string, init?: Sending) => Promise<Response>;

/** The forms of a page that send something, each with its main button pressed, else its first; none of what is no page. */
export async function formsOf(page: Page, ask: Ask, path: string | null): Promise<Form[]> {
  if (path === null) return [];
  const answer = await ask(path);
  const html = await answer.text();
  if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) {
    return [];
  }
  // Only its fields are wanted, not what it looks like.
  await page.setContent(html.replace(/<(link|img|meta|source)\b[^>]*>/g, ''));
  return page.evaluate(
    (here) =>
      [...document.forms]
        .filter(
          (form) => form.method === 'post' && !form.getAttribute('action')?.endsWith('/logout'),
        )
        .map((form) => {
          const sending = 'button:not([type=button])';
          const button =
            form.querySelector<HTMLButtonElement>(`${sending}.button-primary`) ??
            form.querySelector<HTMLButtonElement>(sending);
          const entries = [...new FormData(form, button?.form === form ? button : null)];
          const kindOf = (field: Element | RadioNodeList | null): Kind => {
            if (field instanceof HTMLTextAreaElement) return 'text';
            if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return 'choice';
            if (['checkbox', 'radio'].includes(field.type)) return 'choice';
            return field.inputMode || field.type === 'number' ? 'number' : 'text';
          };
          const { pathname, search } = new URL(
            form.getAttribute('action') ?? '',
            `http://shop.example${here}`,
          );
          return {
            action: pathname + search,
            encoding: form.enctype,
            entries: entries.map(([name, value]): Entry => [
              name,
              typeof value === 'string' ? value : '',
            ]),
            kinds: Object.fromEntries(
              entries.map(([name]) => [name, kindOf(form.elements.namedItem(name))]),
            ),
          };
        }),
    path,
  );
}

/** The same field of another row. */
export const shapeOf = (name: string) => name.replace(/\[\d+\]/g, '[]');

/** Two forms whose fields are called the same are told by what their buttons say. */
export function shapeOfForm({ entries }: Form): string {
  return entries
    .map(([name, value]) => (name === 'intent' ? `intent ${value}` : shapeOf(name)))
    .join();
}

export function encode({ encoding, entries }: Form): FormData | URLSearchParams | Blob {
  if (encoding === 'application/octet-stream') {
    const values = entries.map(([, value]) => value);
    return new Blob(values, { type: encoding });
  }
  if (encoding !== 'multipart/form-data') return new URLSearchParams(entries);
  const multipart = new FormData();
  for (const [name, value] of entries) multipart.append(name, value);
  return multipart;
}

/** A form's fields for a save of its own. */
export function anew({ entries }: Form): Entry[] {
  return entries.map(([name, value]) => [name, name === 'key' ? randomUUID() : value]);
}
