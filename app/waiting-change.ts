import { type ClientActionFunctionArgs, isRouteErrorResponse } from '@remix-run/react';
import { z } from 'zod';
import { type Obstacle, obstacles } from '~/components/admin/obstacle';
import { fieldsOf } from '~/held-change';

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

/** Whether what was thrown is a change that waits: `Problem` shows it, and sends it again. */
export function isWaiting(thrown: unknown): thrown is WaitingChange {
  return waitingSchema.safeParse(thrown).success;
}

/** Sends a small change in place of the page's scripts: when nothing comes back, it waits as one that `hold` answered with. */
export async function sendWaiting({
  request,
  serverAction,
}: ClientActionFunctionArgs): Promise<unknown> {
  const sent = fieldsOf(await request.clone().formData());
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response || isFromShop(error)) throw error;
    const waiting: WaitingChange = { obstacle: 'unanswered', sent };
    throw Response.json(waiting, { status: 503 });
  }
}

function isFromShop(error: unknown): boolean {
  if (!isRouteErrorResponse(error)) return false;
  const said: unknown = error.data;
  return isWaiting(said) || (typeof said === 'string' && said !== '');
}
