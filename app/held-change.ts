import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { sendKeeping } from '~/admin-unanswered';

/** Characters of a field; the search that a view keeps is the longest. */
const LONGEST = 4_000;

/** A form's fields that hold text, each once: what a change is sent again with. */
export function fieldsOf(form: FormData): Record<string, string> {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value.slice(0, LONGEST)]] : [],
  );
  return Object.fromEntries(fields);
}

/** Sends a change in place of the page's scripts: where nothing comes back, it is held, with all that it was sent with. */
export async function sendHolding(args: ClientActionFunctionArgs): Promise<unknown> {
  const sent = fieldsOf(await args.request.clone().formData());
  return sendKeeping(args, ({ unanswered, obstacle, said }) => {
    if (said !== null) throw new Response(said, { status: 409 });
    return { unanswered, obstacle, sent };
  });
}

const heldSchema = z.object({ obstacle: z.string() });

/** Whether what an action gave is a change that waits: what its page shows stays as it is meanwhile. */
export function isHeld(result: unknown): boolean {
  return heldSchema.safeParse(result).success;
}
