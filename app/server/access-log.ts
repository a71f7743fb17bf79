import { log } from '~/log.server';
import type { Exchange } from '~/server/exchange';

/** Characters of a path that a line of the log holds. */
const longest = 300;

/**
 * Writes a line once a request is answered or its client has left. Queries are left out: they
 * hold what people search for.
 */
export function logWhenAnswered(exchange: Exchange): void {
  const { req, res, id, begun, path } = exchange;
  const before = req.socket.bytesWritten;
  res.once('close', () => {
    const level = exchange.routine && res.statusCode < 500 ? 'debug' : 'info';
    log[level](
      {
        event: 'request',
        id,
        method: req.method,
        path: path.slice(0, longest),
        route: exchange.context?.route,
        status: res.statusCode,
        ms: Math.round((performance.now() - begun) * 10) / 10,
        bytes: req.socket.bytesWritten - before,
        // The client left before it had the whole answer.
        left: res.writableFinished ? undefined : true,
      },
      '',
    );
  });
}
