import { Banner } from '~/components/admin/banner';

/** Why nothing could be done with a form, whatever it holds. */
export type Obstacle = 'away' | 'signed-out';

/** Above a form that is shown again as it was sent. */
export function ObstacleBanner({ obstacle }: { obstacle: Obstacle }) {
  return obstacle === 'away' ? (
    <Banner tone="bad" title="The database is not answering">
      <p>
        What you typed is still here; save again in a moment. Saving twice does no harm: it is done
        once.
      </p>
    </Banner>
  ) : (
    <Banner tone="warn" title="Not saved yet: you are signed out">
      <p>
        What you typed is still here.{' '}
        <a href="/admin/login" target="_blank" rel="noreferrer">
          Sign in (opens another tab)
        </a>
        , then come back and press Save again.
      </p>
    </Banner>
  );
}
