import { data, type MetaFunction, redirect } from '@remix-run/node';
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { HeldChange } from '~/components/admin/held-change';
import { Problem } from '~/components/admin/problem';
import { QuickForm } from '~/components/admin/quick-form';
import type { QuickReply } from '~/components/admin/quick-reply';
import { textOf } from '~/form-text';
import { getQuick, saveQuick } from '~/models/product-quick.server';
import { statusOf } from '~/obstacle-status';
import { keyOf, versionOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';
import { shop } from '~/shop.server';
import { fieldsOf } from '~/waiting-change';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `Price and stock of ${loaded?.product.title ?? 'a product'} · Admin` },
];

export const loader = adminLoader('admin.products.$id_.quick', async ({ params }) => {
  const id = idOf(params);
  const product = await getQuick(id, shop.currency);
  if (!product) {
    throw new Response('This product is gone, or has several variants: open it from the list.', {
      status: 404,
    });
  }
  return { id, product, currency: shop.currency, key: randomUUID() };
});

/** Where scripts sent it from a row of the table, the row is answered; else the browser is led back to the table. */
export const action = adminAction(
  'admin.products.$id_.quick',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const [price, stock] = ['price', 'stock'].map((name) =>
      form.has(name) ? textOf(form, name) : undefined,
    );
    const edit = { id, version: versionOf(form), price, stock };
    const saved = await saveQuick({ key: keyOf(form), actor: admin.id }, edit, shop.currency);
    const reply = { key: keyOf(form), obstacle: null, sent: fieldsOf(form) };
    if (!saved.ok) {
      const { ok, errors, message, now } = saved;
      // What is saved over somebody else's is a save of its own.
      const key = now ? randomUUID() : reply.key;
      return data<QuickReply>({ ...reply, key, ok, errors, message, now }, saved.status);
    }
    if (!form.has('row')) return redirect(backTo(textOf(form, 'back')));
    // What was typed meanwhile stands over this save; over the version that the row showed, where others' are in it.
    const version = saved.mergedSince ?? saved.version;
    const next = { key: randomUUID(), version };
    return data<QuickReply>({ ...reply, ...next, ok: true, errors: {}, message: null, now: null });
  },
  ({ form, obstacle }) =>
    data<QuickReply>(
      { ...unsaved, key: textOf(form, 'key'), obstacle, sent: fieldsOf(form) },
      statusOf(obstacle),
    ),
);

const unsaved = { ok: false, errors: {}, message: null, now: null };

export async function clientAction(args: ClientActionFunctionArgs) {
  const sent = fieldsOf(await args.request.clone().formData());
  return sendKeeping(args, ({ unanswered, key, obstacle, said }) => ({
    ...{ ...unsaved, unanswered, key, obstacle, sent },
    message: said,
  }));
}

/** A page of the table; never another address. */
function backTo(search: string): string {
  const text = new URLSearchParams(search.slice(0, 2_000)).toString();
  return text ? `/admin/products?${text}` : '/admin/products';
}

/** For those without scripts, where a row's form was not saved; and where a row's draft is offered. */
export default function QuickEdit() {
  const { key, ...shown } = useLoaderData<typeof loader>();
  const reply = useActionData<QuickReply>();
  return <QuickForm {...shown} saveKey={key} reply={reply} />;
}

/** A save that waits for the database, or for somebody to sign in. */
export function ErrorBoundary() {
  const reply = useActionData<QuickReply>();
  if (!reply?.obstacle) return <Problem />;
  return (
    <section className="panel stack confirm">
      <h1>Price and stock</h1>
      <HeldChange held={{ ...reply, obstacle: reply.obstacle }} kept="What you typed is not lost" />
    </section>
  );
}
