import { type ClientActionFunctionArgs, isRouteErrorResponse } from '@remix-run/react';
import { z } from 'zod';
import { noteDone, sentenceOf } from '~/admin-unanswered';
import { type Obstacle, obstacles } from '~/components/admin/obstacle';

/** A small change that was sent and is not known to be done, as an error boundary is given it. */
export type WaitingChange = {
  obstacle: Obstacle;
  /** By the names of its form's fields; its key is one of them. */
  sent: Record<string, string>;
};

const waitingSchema: z.ZodType<WaitingChange> = z.object({
  obstacle: z.enum(obstacles),
  sent: z.record(z.string(), z.string()),
});

/** The change that waits, where that is what was thrown: `Problem` shows it, and sends it again. */
export function waitingIn(thrown: unknown): WaitingChange | null {
  if (!isRouteErrorResponse(thrown)) return null;
  const waiting: unknown = thrown.data;
  // Itself, not a copy: who shows it waits anew with each other one.
  return isWaiting(waiting) ? waiting : null;
}

/** Whether what was thrown, as its reader gets it, is a change that waits. */
export function isWaiting(data: unknown): data is WaitingChange {
  return waitingSchema.safeParse(data).success;
}

/**
 * Sends a small change in place of the page's scripts: when nothing comes back, it waits as one that `hold` answered with.
 * @param saves whether it is done once the browser is led on, so that there is no draft of it any more.
 */
export async function sendWaiting(
  { request, serverAction }: ClientActionFunctionArgs,
  saves = true,
): Promise<unknown> {
  const sent = fieldsOf(await request.clone().formData());
  const sentAt = Date.now();
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response && saves) noteDone(sent.key ?? '', sentAt, error);
    const answered = error instanceof Response || waitingIn(error) || sentenceOf(error) !== null;
    if (answered) throw error;
    const waiting: WaitingChange = { obstacle: 'unanswered', sent };
    throw Response.json(waiting, { status: 503 });
  }
}

/** Characters of a field; the search that a view keeps is the longest. */
const LONGEST = 4_000;

/** A form's fields that hold text, each once: what a change is sent again with. */
export function fieldsOf(form: FormData): Record<string, string> {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value.slice(0, LONGEST)]] : [],
  );
  return Object.fromEntries(fields);
}
