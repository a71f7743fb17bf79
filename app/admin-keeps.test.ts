import type { ClientActionFunctionArgs } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isUnanswered } from '~/admin-unanswered';
import type { AdminRoute } from '~/rights';
import { isWaiting } from '~/waiting-change';

type RouteModule = {
  action?: unknown;
  clientAction?: (args: ClientActionFunctionArgs) => Promise<unknown>;
};

/** Every route of the admin: a new file is walked by itself. */
const modules = import.meta.glob<RouteModule>('./routes/admin*.{ts,tsx}', { eager: true });
const acting = Object.entries(modules)
  .filter(([, { action }]) => action !== undefined)
  .map(
    ([file, module]) => [file.replace(/^.*\/|\.tsx?$/g, ''), module] as [AdminRoute, RouteModule],
  );

/** Those that keep nothing themselves when no answer comes, and why nothing is lost. */
const exceptions: Partial<Record<AdminRoute, string>> = {
  'admin.$': 'it is no page',
  'admin.database.create-admin': 'a program sends it',
  'admin.database.plan': 'a program sends it',
  'admin.database.push': 'a program sends it',
  'admin.database.seed-demo': 'a program sends it',
  'admin.database.status': 'a program sends it',
  'admin.images': 'app/components/admin/send-picture.ts sends it again',
  'admin.imports.$id_.part': 'app/file-sending.ts sends it again',
  'admin.logout': 'it has no field',
  'admin.preview': 'what is typed stays beside its preview',
  'admin.products.$id_.presence': 'it is a beat, and another one comes',
  'admin.products.columns': 'nothing is typed: which columns are shown is chosen with a click',
  'admin_.login_.choose': 'its page has no scripts: the browser leaves it as it is',
  'admin_.preview.$id': 'it is shown in a tab of its own, beside the form',
};

test('what keeps nothing is known, and there', () => {
  const known = acting.map(([route]) => route);
  expect(known).toEqual(expect.arrayContaining(Object.keys(exceptions)));
  expect(known.length).toBeGreaterThan(30);
});

/** What a button may ask for: a page with several forms keeps each. */
const intents = ['', 'save', 'map', 'cancel', 'password', 'end', 'role', 'delete', 'add', 'up'];

test.each(acting.filter(([route]) => !(route in exceptions)))(
  'what %s was sent is kept when no answer comes',
  async (_route, { clientAction }) => {
    for (const intent of intents) {
      const key = randomUUID();
      const body = new URLSearchParams({ key, intent, version: '1', name: 'Typed' });
      const request = new Request('http://shop.example/admin/form', { method: 'POST', body });
      const serverAction = () => Promise.reject(new TypeError('Failed to fetch'));
      const sending = clientAction?.({ request, params: {}, serverAction });
      const answer = await sending?.catch(async (thrown: unknown) =>
        thrown instanceof Response ? ((await thrown.json()) as unknown) : thrown,
      );
      if (!isWaiting(answer)) expect(isUnanswered(answer), intent).toBe(true);
      else expect(answer.sent).toMatchObject({ key, name: 'Typed' });
    }
  },
);
