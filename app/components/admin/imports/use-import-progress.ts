import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { type ImportProgress, isWorking } from '~/models/catalogue-import';

/** ms between an answer and the next question, and those that an answer may take. */
const pause = 1_000;
const patience = 15_000;

/**
 * How far an import is, asked again and again while the server works on it. Whatever fails is asked again; when the
 * server is done with it, the page is loaded anew.
 */
export function useImportProgress(id: string, initial: ImportProgress) {
  const [heard, setHeard] = useState<{ of: ImportProgress; progress: ImportProgress } | null>(null);
  const [broken, setBroken] = useState(false);
  const { revalidate } = useRevalidator();
  const progress = heard?.of === initial ? heard.progress : initial;
  const works = isWorking(initial.status) || initial.picturesLeft > 0;
  useEffect(() => {
    if (!works) return;
    const leaving = new AbortController();
    const ask = async () => {
      try {
        const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(patience)]);
        const answer = await fetch(`/admin/imports/${id}/progress`, { signal });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        const now = (await answer.json()) as ImportProgress;
        setBroken(false);
        setHeard({ of: initial, progress: now });
        if (now.status !== initial.status || (initial.picturesLeft > 0 && now.picturesLeft === 0)) {
          revalidate();
        }
      } catch {
        if (!leaving.signal.aborted) setBroken(true);
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void ask(), pause);
    };
    let timer = setTimeout(() => void ask(), pause);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [id, initial, works, revalidate]);
  return { progress, broken: works && broken };
}
