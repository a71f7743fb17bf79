import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';

/** ms between two beats: three of them, and whoever is gone is not shown any more. */
const BEAT = 8_000;

const answerSchema = z.object({
  others: z.array(z.object({ name: z.string(), editing: z.boolean() })),
});

type Props = {
  /** The product's. */
  id: string;
  /** Made with the page. */
  tab: string;
};

/** Inside a product's form: who else has the product open. Says nothing where that can't be known. */
export function Presence({ id, tab: made }: Props) {
  const [tab] = useState(made);
  const place = useRef<HTMLDivElement>(null);
  const [others, setOthers] = useState<z.output<typeof answerSchema>['others']>([]);
  useEffect(() => {
    const address = `/admin/products/${id}/presence`;
    const form = place.current?.closest('form');
    let editing = false;
    let gone = false;
    // Kept alive: it is sent although the page is closed.
    const send = (state: 'editing' | 'looking' | 'gone') =>
      fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ tab, state }),
        keepalive: true,
      });
    const beat = async () => {
      try {
        const answer = await send(editing ? 'editing' : 'looking');
        const known = answerSchema.safeParse(answer.ok ? await answer.json() : null);
        if (!gone) setOthers(known.data?.others ?? []);
      } catch {
        if (!gone) setOthers([]);
      }
    };
    const leave = () => void send('gone').catch(() => undefined);
    const onInput = () => {
      if (editing) return;
      editing = true;
      void beat();
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') void beat();
    };
    void beat();
    const timer = setInterval(() => void beat(), BEAT);
    form?.addEventListener('input', onInput);
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('pagehide', leave);
    return () => {
      gone = true;
      clearInterval(timer);
      form?.removeEventListener('input', onInput);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, tab]);
  return (
    <div ref={place} className="presence" role="status">
      {others.map(({ name, editing }, index) => (
        // Two people may have one name.
        <p key={index} className={editing ? 'presence-editing' : undefined}>
          {name} {editing ? 'is editing this product.' : 'is looking at this product.'}
        </p>
      ))}
    </div>
  );
}
