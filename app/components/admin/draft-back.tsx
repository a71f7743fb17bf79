import { useRef, useState } from 'react';
import { useBrowserLayoutEffect } from '~/components/admin/use-browser-layout-effect';
import type { BroughtBack } from '~/components/admin/use-brought-back';
import { goTo } from '~/handed-over';

/**
 * Says that a draft is in the form now. Its button is gone with the form that was there: the keyboard goes on from here,
 * or from where it was in a form that has handed over.
 */
export function DraftBack({ from }: Pick<BroughtBack, 'from'>) {
  const banner = useRef<HTMLDivElement>(null);
  const [first] = useState(from);
  useBrowserLayoutEffect(() => {
    const form = banner.current?.closest('form');
    if (!first) banner.current?.focus();
    else if (form && first.place) goTo(form, first.place);
  }, [first]);
  return (
    <div ref={banner} className="banner banner-warn" tabIndex={-1}>
      <p className="banner-title">
        {from?.saved
          ? 'What you typed meanwhile is still in the form, and not saved yet.'
          : from
            ? 'What you typed is still in the form, and not saved yet.'
            : 'What you left is back in the form, and not saved yet.'}
      </p>
      <p>Look it through, then press Save.</p>
    </div>
  );
}
