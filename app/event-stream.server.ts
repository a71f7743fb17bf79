import { runOutsideRequest } from '~/request.server';
import { stopping } from '~/stopping.server';

/** By https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
export type ServerEvent = { event: string; id?: string; data: unknown };

export type EventStream = {
  /** Sends an event. */
  send: (event: ServerEvent) => void;
  /** Ends it; a last event says why. */
  end: (last?: ServerEvent) => void;
};

/** ms after which a browser whose stream broke asks again. */
const again = 2_000;

/** Events that may wait for a slow reader; then the stream is cut, and the reader comes again. */
const most = 20;

/**
 * An answer that goes on until its reader leaves, the server is told to stop, or whoever sends ends it.
 * @param open begins to send, and gives what to do at the end. It is part of no request.
 */
export function eventStream(request: Request, open: (stream: EventStream) => () => void): Response {
  let finish = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const encoder = new TextEncoder();
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        let over = false;
        let left = false;
        let close = () => {};
        const end = (last?: ServerEvent) => {
          if (over) return;
          over = true;
          if (last) write(textOf(last));
          close();
          for (const signal of [request.signal, stopping])
            signal.removeEventListener('abort', stop);
          if (!left) controller.close();
        };
        const stop = () => end();
        finish = () => {
          left = true;
          stop();
        };
        const send = (event: ServerEvent) => {
          if (over) return;
          if ((controller.desiredSize ?? 0) <= -most) return end();
          write(textOf(event));
        };
        write(`retry: ${again}\n\n`);
        close = runOutsideRequest(() => open({ send, end }));
        for (const signal of [request.signal, stopping]) signal.addEventListener('abort', stop);
        if (request.signal.aborted || stopping.aborted) stop();
      },
      cancel: () => finish(),
    },
    new CountQueuingStrategy({ highWaterMark: 1 }),
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // nginx would gather events before it hands them on.
      'X-Accel-Buffering': 'no',
    },
  });
}

function textOf({ event, id, data }: ServerEvent): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
