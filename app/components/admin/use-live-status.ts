import { useEffect, useState } from 'react';
import type { History, Now, Status, Window } from '~/models/shop-status';

/** Whether what is shown goes on by itself: not without scripts; broken, and tried again; ended for good. */
export type Link = 'still' | 'live' | 'broken' | 'signed-out' | 'elsewhere';

/** ms between two tries to come back, where the browser gives up by itself. */
const again = 3_000;

/** The shop's status as it goes on, by server-sent events. */
export function useLiveStatus(initial: Status, window: Window): { status: Status; link: Link } {
  const [status, setStatus] = useState(initial);
  const [link, setLink] = useState<Link>('still');
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(`/admin/status/stream?window=${window}`);
      const on = (event: string, take: (data: string) => void) => {
        source?.addEventListener(event, ({ data }: MessageEvent<string>) => {
          setLink('live');
          take(data);
        });
      };
      on('status', (data) => setStatus(JSON.parse(data) as Status));
      on('now', (data) => {
        const now = JSON.parse(data) as Now;
        setStatus((known) => ({ ...known, now }));
      });
      on('history', (data) => {
        const history = JSON.parse(data) as History;
        setStatus((known) => ({ ...known, history }));
      });
      on('end', (data) => {
        source?.close();
        setLink(JSON.parse(data) as Link);
      });
      source.onerror = () => {
        setLink('broken');
        // After an answer that is no stream, the browser asks no more.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, again);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [window]);
  return { status, link };
}
