import { adminLoader } from '~/admin-route.server';
import { downloadOf } from '~/download.server';
import { leftOutCsv } from '~/models/bulk-left-csv.server';
import { getBulk } from '~/models/bulk-report.server';
import { idOf } from '~/route-id.server';

/** All products that a change of many left as they are, and why. */
export const loader = adminLoader(
  'admin.products.bulk_.$id_.left[.]csv',
  async ({ request, params }) => {
    const bulk = await getBulk(idOf(params));
    if (!bulk) throw new Response('There is no such change.', { status: 404 });
    const csv = leftOutCsv(bulk.id, new URL(request.url).origin);
    return downloadOf(
      csv,
      `left by the change of ${bulk.createdAt.toISOString().slice(0, 10)}.csv`,
    );
  },
);
