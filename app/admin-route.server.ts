import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { NotAllowed, requireAdmin, requireRight } from '~/auth.server';
import type { Obstacle } from '~/components/admin/obstacle';
import { logFailure } from '~/failure-log.server';
import type { Admin } from '~/models/admin-session.server';
import { whyAway, type WhyUnavailable } from '~/models/database-away.server';
import { statusOf } from '~/obstacle-status';
import { readForm, STRANGERS_BYTES } from '~/read-form.server';
import type { AdminRoute } from '~/rights';
import { requireSameOrigin } from '~/same-origin.server';
import { noStore } from '~/no-store';
import { fieldsOf, type WaitingChange } from '~/waiting-change';

type LoadArgs = LoaderFunctionArgs & { admin: Admin };
type ActArgs = ActionFunctionArgs & { admin: Admin; form: FormData };
type AgainArgs = ActionFunctionArgs & { form: FormData; obstacle: Met };

class HeldAnswer extends Response {}

/** `again` of a small change: `Problem`, the page's error boundary, shows it and sends it again under its key. */
export function hold({ form, obstacle }: AgainArgs): never {
  const waiting: WaitingChange = { obstacle, sent: fieldsOf(form) };
  const headers = { 'Content-Type': 'application/json', ...noStore };
  const answer: Response = new HeldAnswer(JSON.stringify(waiting), {
    status: statusOf(obstacle),
    headers,
  });
  throw answer;
}

/**
 * Requests whose action has answered with the form as it was sent. Their loaders, which come after
 * it where there are no scripts, ask nobody again: they throw this, and the page's boundary shows the form.
 */
const refusals = new WeakMap<AppLoadContext, () => Response>();

/**
 * A loader of the admin: the guard, then `load`.
 * @param route the file it stands in, by which app/rights.ts knows who may look.
 * @param unanswered what it gives beside a form that its action could only show again; it may know nothing.
 * @throws Response 503 when the database is not answering.
 */
export function adminLoader<Result, Unanswered = never>(
  route: AdminRoute,
  load: (args: LoadArgs) => Promise<Result>,
  unanswered?: () => Unanswered,
) {
  return async (args: LoaderFunctionArgs): Promise<Result | Unanswered> => {
    const refuse = refusals.get(args.context);
    if (refuse) {
      if (unanswered) return unanswered();
      throw refuse();
    }
    try {
      const admin = await requireAdmin(args.request);
      await requireRight(admin, 'look', route);
      return await load({ ...args, admin });
    } catch (error) {
      const why = whyAway(error);
      if (why) throw unavailable(why);
      throw error;
    }
  };
}

/**
 * An action of the admin: refuses other sites' forms, then the guard, then reads the form and runs `act`.
 * @param route the file it stands in, by which app/rights.ts knows who may act.
 * @param again answers with what was typed when nobody is signed in, they may not do this (any more), the database
 * is not answering, or the shop itself failed; it may know nothing else. Without it such a request ends with a 401, 403,
 * 503 or 500.
 */
export function adminAction<Result, Again = never>(
  route: AdminRoute,
  act: (args: ActArgs) => Promise<Result>,
  again?: (args: AgainArgs) => Again,
) {
  return async (args: ActionFunctionArgs): Promise<Result | Again> => {
    requireSameOrigin(args.request);
    let form: FormData | undefined;
    try {
      const admin = await requireAdmin(args.request);
      await requireRight(admin, 'act', route);
      form = await readForm(args.request);
      return await act({ ...args, admin, form });
    } catch (error) {
      const met = obstacleOf(error);
      if (!met) throw error;
      const { obstacle, refuse } = met;
      if (!again) throw obstacle === 'broken' ? error : refuse();
      if (obstacle === 'broken') logFailure(error, args.request);
      const stranger = obstacle === 'signed-out' || obstacle === 'not-allowed';
      const limit = stranger ? STRANGERS_BYTES : undefined;
      try {
        form ??= await readForm(args.request, limit);
        const answer = again({ ...args, form, obstacle });
        refusals.set(args.context, refuse);
        return answer;
      } catch (wrong) {
        // Who may not do it is told whom to ask, and anything else is not a form of ours: a stranger learns nothing of it.
        if (!(wrong instanceof HeldAnswer)) throw stranger ? refuse() : wrong;
        if (obstacle === 'not-allowed') throw refuse();
        refusals.set(args.context, refuse);
        throw wrong;
      }
    }
  };
}

/**
 * An action that reads its request's body itself, as it comes: what is sent may be larger than the memory.
 * Otherwise as `adminAction`, without a form to show again.
 */
export function adminStream<Result>(
  route: AdminRoute,
  act: (args: ActionFunctionArgs & { admin: Admin }) => Promise<Result>,
) {
  return async (args: ActionFunctionArgs): Promise<Result> => {
    requireSameOrigin(args.request);
    try {
      const admin = await requireAdmin(args.request);
      await requireRight(admin, 'act', route);
      return await act({ ...args, admin });
    } catch (error) {
      const why = whyAway(error);
      if (why) throw unavailable(why);
      throw error;
    }
  };
}

type Met = Exclude<Obstacle, 'unanswered'>;

/** What stands in the way, and the answer of all loaders of such a request. */
function obstacleOf(error: unknown): { obstacle: Met; refuse: () => Response } | null {
  if (error instanceof NotAllowed) {
    return { obstacle: 'not-allowed', refuse: () => error.clone() };
  }
  if (error instanceof Response && error.status === 401) {
    return { obstacle: 'signed-out', refuse: signedOut };
  }
  const why = whyAway(error);
  if (why) return { obstacle: why, refuse: () => unavailable(why) };
  return error instanceof Response ? null : { obstacle: 'broken', refuse: failed };
}

export const AWAY = 'The database is not answering.';

const sentences: Record<WhyUnavailable, string> = {
  away: 'Nothing is lost: what was saved is safe. Try again in a moment.',
  crowded: 'It has more to do than it can just now. Try again in a moment.',
  refused: 'It does not let the shop in: whoever runs the shop finds the cause in its log.',
  'read-only': 'It takes no changes just now, and nothing was changed. Try again in a moment.',
  schema:
    'It is of another version than the shop, and lacks something that this page needs. An owner can push the schema under Database, or where the shop runs.',
  slow: 'It needed too long for this and gave it up; nothing was changed. Try again in a moment.',
  unknown: 'Its answer was lost, so this may have been done, or not. Look before you do it again.',
};

function unavailable(why: WhyUnavailable) {
  return new Response(sentences[why], {
    status: 503,
    headers: { ...noStore, 'Retry-After': '5' },
  });
}

function failed() {
  return new Response('The shop’s own program failed; the server’s log has the cause.', {
    status: 500,
    headers: noStore,
  });
}

function signedOut() {
  return new Response(
    'Nothing was changed. Sign in in another tab, then come back and send this again.',
    { status: 401, headers: noStore },
  );
}
