import type { LoaderFunctionArgs } from '@remix-run/node';
import { hasMetrics, mayReadMetrics } from '~/metrics-gate.server';
import { notFound } from '~/page-data.server';
import { contentType, exposition } from '~/telemetry/metrics.server';

/** What Prometheus scrapes, behind its token. It asks no database, and answers while that is away. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!hasMetrics) throw notFound();
  if (!mayReadMetrics(request)) {
    return new Response('This needs the token that METRICS_TOKEN holds.\n', {
      status: 401,
      headers: { 'Cache-Control': 'no-store', 'WWW-Authenticate': 'Bearer' },
    });
  }
  return new Response(await exposition(), {
    headers: { 'Cache-Control': 'no-store', 'Content-Type': contentType },
  });
}
