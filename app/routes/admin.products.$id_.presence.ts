import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { adminAction, adminLoader } from '~/admin-route.server';
import { textOf } from '~/form-text';
import { beat, leave } from '~/models/product-presence.server';
import { idOf } from '~/route-id.server';

const beatSchema = z.object({ tab: z.guid(), state: z.enum(['editing', 'looking', 'gone']) });

export const loader = adminLoader('admin.products.$id_.presence', ({ params }) =>
  Promise.resolve(redirect(`/admin/products/${idOf(params)}`)),
);

/** A beat of a page on which a product is open. Answers who else has it open. */
export const action = adminAction(
  'admin.products.$id_.presence',
  async ({ admin, form, params }) => {
    const sent = beatSchema.safeParse({ tab: textOf(form, 'tab'), state: textOf(form, 'state') });
    if (!sent.success) throw new Response('This is no beat of a page.', { status: 400 });
    const { tab, state } = sent.data;
    const there = { productId: idOf(params), tab, userId: admin.id };
    if (state === 'gone') await leave(tab, admin.id);
    const others = state === 'gone' ? [] : await beat({ ...there, editing: state === 'editing' });
    return Response.json({ others }, { headers: { 'Cache-Control': 'no-store' } });
  },
);
