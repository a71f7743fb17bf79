import type { Fault } from './fault';

/**
 * Everything stands still, then goes on where it stood, in order: a paused machine, packets that are sent again.
 *
 *   C --> |wait| --> S
 */
export function stall(): Fault {
  return {
    kind: 'stall',
    async open(link, { over, struck }) {
      struck(link);
      await end(over);
    },
    async *pass(piece, _way, link, { over, struck }) {
      struck(link);
      await end(over);
      yield piece;
    },
  };
}

function end(over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) resolve();
    else over.addEventListener('abort', () => resolve(), { once: true });
  });
}
