import type { ReactNode } from 'react';

type Props = { tone: 'good' | 'warn' | 'bad'; title: string; children?: ReactNode };

/** What just happened, or what stands in the way: read out when it appears. */
export function Banner({ tone, title, children }: Props) {
  return (
    <div className={`banner banner-${tone}`} role={tone === 'good' ? 'status' : 'alert'}>
      <p className="banner-title">{title}</p>
      {children}
    </div>
  );
}
