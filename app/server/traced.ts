import { env } from '~/env.server';
import type { Exchange } from '~/server/exchange';
import { beginTrace, runIn, traceWith } from '~/tracing.server';

/** Loads what makes traces, where there is a collector for them. */
export async function traceIfAsked(): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service } = env;
  if (endpoint === undefined) return;
  const { openTracer } = await import('~/telemetry/open-tracer.server');
  traceWith(openTracer(endpoint, service));
}

/** Answers a request in a trace: the one that a proxy of ours says it is part of, or a new one. */
export function traced(exchange: Exchange, answer: () => Promise<void>): Promise<void> {
  const { req, res, id, path } = exchange;
  const attributes = {
    'http.request.method': req.method ?? '',
    'url.path': path,
    'request.id': id,
  };
  // Taken away already where nobody says so who is believed.
  const parent = req.headers.traceparent?.toString();
  const span = beginTrace(req.method ?? 'request', attributes, parent);
  if (!span) return answer();
  exchange.traceId = span.traceId;
  return runIn(span, async () => {
    await answer();
    span.set({
      'http.route': exchange.context?.route ?? exchange.route ?? 'none',
      'http.response.status_code': res.statusCode,
    });
  });
}
