import { isRead } from '~/request.server';
import type { Exchange } from '~/server/exchange';

/** Answered by a route while the server runs, so that another server than this one answers them too. */
const healthPaths = ['/healthz', '/api/health'];

/**
 * `/livez` says that the process lives, and touches nothing. A server that was told to stop
 * says so to whoever asks for its health, so that no more is sent here.
 * @returns whether it answered.
 */
export function answerHealth(exchange: Exchange, stopping: boolean): boolean {
  const { req, path } = exchange;
  if (path !== '/livez' && !healthPaths.includes(path)) return false;
  exchange.probe = true;
  exchange.route = path.slice(1);
  if (!isRead(req)) return false;
  if (path === '/livez') return answer(exchange, 200, 'text/plain; charset=utf-8', 'ok\n');
  if (!stopping) return false;
  return answer(exchange, 503, 'application/json', JSON.stringify({ status: 'stopping' }));
}

function answer({ req, res }: Exchange, status: number, type: string, body: string): true {
  res.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  res.end(req.method === 'HEAD' ? undefined : body);
  return true;
}
