import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';

/** Why nothing could be done with a form, or nobody knows whether it was, whatever it holds. */
export type Obstacle = 'away' | 'slow' | 'unknown' | 'unanswered' | 'signed-out';

const words: Record<Exclude<Obstacle, 'signed-out'>, { title: string; text: string }> = {
  away: {
    title: 'The database is not answering',
    text: 'What you typed is still here; save again in a moment. Saving twice does no harm: it is done once.',
  },
  slow: {
    title: 'Not saved: the database took too long',
    text: 'It gave up, and nothing was changed. What you typed is still here; save again in a moment.',
  },
  unknown: {
    title: 'The database did not answer in time',
    text: 'It may have been saved, or not. What you typed is still here; save again to be sure. It is done once, however often you send it.',
  },
  unanswered: {
    title: 'The shop did not answer',
    text: 'Your connection broke, or the shop is just restarting: it may have been saved, or not. What you typed is still here; save again in a moment. It is done once, however often you send it.',
  },
};

/** Above a form that is shown again as it was sent; comes before one's eyes each time that `reply` is another. */
export function ObstacleNotice({ obstacle, reply }: { obstacle: Obstacle; reply: object }) {
  return (
    <Attention to={reply}>
      <ObstacleBanner obstacle={obstacle} />
    </Attention>
  );
}

function ObstacleBanner({ obstacle }: { obstacle: Obstacle }) {
  if (obstacle !== 'signed-out') {
    const { title, text } = words[obstacle];
    return (
      <Banner tone="bad" title={title}>
        <p>{text}</p>
      </Banner>
    );
  }
  return (
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
