import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '~/auth.server';
import type { Admin } from '~/models/admin-session.server';
import { isDatabaseAway } from '~/models/database-away.server';
import { readForm } from '~/read-form.server';
import { requireSameOrigin } from '~/same-origin.server';

type LoadArgs = LoaderFunctionArgs & { admin: Admin };
type ActArgs = ActionFunctionArgs & { admin: Admin; form: FormData };
type AwayArgs = ActionFunctionArgs & { form: FormData };

/**
 * A loader of the admin: the guard, then `load`.
 * @throws Response 503 when the database is not answering.
 */
export function adminLoader<Result>(load: (args: LoadArgs) => Promise<Result>) {
  return async (args: LoaderFunctionArgs): Promise<Result> => {
    try {
      const admin = await requireAdmin(args.request);
      return await load({ ...args, admin });
    } catch (error) {
      if (isDatabaseAway(error)) throw unavailable();
      throw error;
    }
  };
}

/**
 * An action of the admin: refuses other sites' forms, then the guard, then reads the form and runs `act`.
 * @param away answers when the database is not answering, with what was typed; it may know nothing
 * of who asks. Without it such a request ends with a 503.
 */
export function adminAction<Result, Away = never>(
  act: (args: ActArgs) => Promise<Result>,
  away?: (args: AwayArgs) => Away | Promise<Away>,
) {
  return async (args: ActionFunctionArgs): Promise<Result | Away> => {
    requireSameOrigin(args.request);
    let form: FormData | undefined;
    try {
      const admin = await requireAdmin(args.request);
      form = await readForm(args.request);
      return await act({ ...args, admin, form });
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!away) throw unavailable();
      return away({ ...args, form: form ?? (await readForm(args.request)) });
    }
  };
}

export const AWAY = 'The database is not answering.';

function unavailable() {
  return new Response(AWAY, {
    status: 503,
    headers: { 'Cache-Control': 'no-store', 'Retry-After': '5' },
  });
}
