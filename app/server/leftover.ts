import type { IncomingMessage } from 'node:http';

/** ms in which a client may finish sending what nobody wants. */
const patience = 30_000;

/**
 * Lets a client finish a request that was answered before it had arrived whole: many read no answer
 * before. What still comes is thrown away. Who takes too long is cut off.
 */
export function discardRest(req: IncomingMessage): void {
  if (req.complete || req.destroyed) return;
  // Whoever read the body has stopped, and would hold the rest back.
  req.removeAllListeners('data');
  req.resume();
  const timer = setTimeout(() => req.destroy(), patience);
  const done = () => clearTimeout(timer);
  req.once('end', done);
  req.once('close', done);
}
