import { logRequest } from '~/log.server';
import type { Exchange } from '~/server/exchange';
import { traffic } from '~/telemetry/traffic.server';

/** Characters of a path that a line of the log holds. */
const longest = 300;

/**
 * Counts a request once it is answered or its client has left, and writes a line: docs/decisions/075-a-line-for-each-request.md.
 * Queries are left out: they hold what people search for.
 */
export function logWhenAnswered(exchange: Exchange): void {
  const { res } = exchange;
  // What comes out of memory is with the kernel already, unless its client reads slowly.
  if (res.writableFinished) logAnswered(exchange);
  else res.on('close', () => logAnswered(exchange));
}

function logAnswered(exchange: Exchange): void {
  const { req, res, id, begun, path, context, sentBefore } = exchange;
  const ms = performance.now() - begun;
  const route = context?.route ?? exchange.route;
  const { statusCode: status } = res;
  traffic.record(route ?? 'none', req.method, status, context?.streams ? null : ms);
  const probe = exchange.probe || route === 'routes/metrics';
  logRequest(probe && status < 500 ? 'debug' : 'info', {
    id,
    method: req.method,
    path: path.length > longest ? path.slice(0, longest) : path,
    route,
    trace: exchange.traceId,
    status,
    cache: exchange.cache,
    ms: Math.round(ms * 10) / 10,
    bytes: req.socket.bytesWritten - sentBefore,
    left: !res.writableFinished,
  });
}
