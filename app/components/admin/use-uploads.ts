import { useEffect, useRef, useState } from 'react';
import { NotSent, sendPicture } from '~/components/admin/send-picture';
import type { PictureFile } from '~/components/picture';

/** Milliseconds before the first, second, … try again; the last for all that follow. */
const waits = [2_000, 4_000, 8_000, 15_000];

export type Pending = {
  id: number;
  file: File;
  key: string;
  /** `waiting` is sent again by itself; `refused` would be refused again. */
  state: 'queued' | 'sending' | 'waiting' | 'refused';
  /** Of its bytes, 0 to 1. */
  sent: number;
  tries: number;
  /** What stands in its way. */
  said: string | null;
  /** Whether nobody was signed in at its last try. */
  signedOut: boolean;
};

/**
 * Sends pictures one after the other, so that they come in the order they were chosen in. One that is cut goes on
 * under the same key until it is stored or called off.
 */
export function useUploads(onStored: (file: PictureFile) => void) {
  const [list, setList] = useState<Pending[]>([]);
  const [stored, setStored] = useState(0);
  const underWay = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const latest = useRef(onStored);
  useEffect(() => {
    latest.current = onStored;
  });

  const change = (id: number, to: Partial<Pending>) =>
    setList((known) => known.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const forget = (id: number) => setList((known) => known.filter((one) => one.id !== id));

  useEffect(() => {
    const first = list.find(({ state }) => state === 'queued');
    if (!first || underWay.current.size > 0) return;
    const { id, key, file, tries } = first;
    const call = new AbortController();
    underWay.current.set(id, call);
    change(id, { state: 'sending', sent: 0, said: null });
    const onProgress = (sent: number) => change(id, { sent });
    void sendPicture({ key, file, onProgress, signal: call.signal })
      .finally(() => underWay.current.delete(id))
      .then(
        (image) => {
          forget(id);
          if (!image) return;
          setStored((count) => count + 1);
          latest.current(image);
        },
        (error: unknown) => {
          const again = error instanceof NotSent ? error.again : false;
          const said = error instanceof NotSent ? error.message : 'The answer can’t be read.';
          const signedOut = error instanceof NotSent && error.signedOut;
          change(id, { state: again ? 'waiting' : 'refused', said, signedOut, tries: tries + 1 });
        },
      );
  }, [list]);

  useEffect(() => {
    const waiting = list.filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return;
    const timers = waiting.map(({ id, tries }) =>
      setTimeout(() => change(id, { state: 'queued' }), waits[Math.min(tries, waits.length) - 1]),
    );
    return () => timers.forEach(clearTimeout);
  }, [list]);

  useEffect(() => {
    const calls = underWay.current;
    return () => calls.forEach((call) => call.abort());
  }, []);

  return {
    list,
    /** Since the form was opened. */
    stored,
    add: (files: Iterable<File>, key: string) => {
      const more = [...files].map((file): Pending => ({
        id: next.current++,
        file,
        key,
        state: 'queued',
        sent: 0,
        tries: 0,
        said: null,
        signedOut: false,
      }));
      setList((known) => [...known, ...more]);
    },
    tryAgain: (id: number) => change(id, { state: 'queued' }),
    tryAllAgain: () =>
      setList((known) =>
        known.map((one) => (one.state === 'waiting' ? { ...one, state: 'queued' } : one)),
      ),
    callOff: (id: number) => {
      underWay.current.get(id)?.abort();
      forget(id);
    },
  };
}
