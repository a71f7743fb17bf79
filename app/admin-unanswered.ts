import { type ClientActionFunctionArgs, isRouteErrorResponse } from '@remix-run/react';
import type { Obstacle } from '~/components/admin/obstacle';
import { forgetSaved } from '~/drafts';
import { textOf } from '~/form-text';
import { noteSaved } from '~/handed-over';

/** What is known of a form whose action gave no answer that its page could show. */
export type Unanswered = {
  unanswered: true;
  /** As it was sent: sending again under it saves once. */
  key: string;
  version: number;
  obstacle: Obstacle | null;
  /** The sentence that came back instead, if one did. */
  said: string | null;
};

/**
 * Sends a form in place of the page's scripts. When nothing comes back (no connection, a server that is
 * restarting, a proxy's own page), or only a sentence, the page goes on with the form as it is: its
 * error boundary would take what was typed away.
 */
export async function sendKeeping(
  { request, serverAction }: ClientActionFunctionArgs,
  reply: (unanswered: Unanswered) => unknown,
): Promise<unknown> {
  const form = await request.clone().formData();
  const key = textOf(form, 'key');
  const sentAt = Date.now();
  try {
    return await serverAction();
  } catch (error) {
    // Saved, and where to go next.
    if (error instanceof Response) {
      noteDone(key, sentAt, error);
      throw error;
    }
    const said = sentenceOf(error);
    return reply({
      unanswered: true,
      key,
      version: Number(textOf(form, 'version')),
      obstacle: said === null ? 'unanswered' : null,
      said,
    });
  }
}

/** Notes what the browser is led on after: its draft goes, and what was typed since goes on over it. */
export function noteDone(key: string, sentAt: number, answer: Response): void {
  forgetSaved(key, sentAt);
  noteSaved(key, answer);
}

/**
 * The sentence that the shop answered with in place of a page; null where none of its answers came. What is no answer
 * of Remix's, such as a proxy's own page in whatever type, never becomes an error response in the browser.
 */
export function sentenceOf(error: unknown): string | null {
  const said: unknown = isRouteErrorResponse(error) ? error.data : null;
  return typeof said === 'string' && said !== '' ? said : null;
}

/** Whether what an action gave was made here, so that there is nothing new to load. */
export function isUnanswered(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'unanswered' in result;
}
