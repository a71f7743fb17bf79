import { useCallback, useEffect, useRef, useState } from 'react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import type { FormElsewhere } from '~/components/admin/form-around';
import { SaveAgain } from '~/components/admin/save-again';
import { SignInAgain } from '~/components/admin/sign-in-again';

/** Why nothing could be done with a form, or nobody knows whether it was, whatever it holds. */
export type Obstacle = 'away' | 'slow' | 'unknown' | 'unanswered' | 'signed-out' | 'not-allowed';

type Words = { title: string; text: string };

/** @param kept what is kept of it, as a sentence begins. */
const wordsOf = (kept: string): Record<Obstacle, Words> => ({
  away: {
    title: 'The database is not answering',
    text: `Not saved yet. ${kept}; save again in a moment. Saving twice does no harm: it is done once.`,
  },
  slow: {
    title: 'Not saved: the database took too long',
    text: `It gave up, and nothing was changed. ${kept}; save again in a moment.`,
  },
  unknown: {
    title: 'The database did not answer in time',
    text: `It may have been saved, or not. ${kept}; save again to be sure. It is done once, however often you send it.`,
  },
  'not-allowed': {
    title: 'Not saved: you may not do this',
    text: `Your role in this shop does not allow it, so nothing was changed. ${kept}; ask an owner to save it or to change your role.`,
  },
  unanswered: {
    title: 'The shop did not answer',
    text: `Your connection broke, or the shop is just restarting: it may have been saved, or not. ${kept}; save again in a moment. It is done once, however often you send it.`,
  },
  'signed-out': {
    title: 'Not saved yet: you are signed out',
    text: `${kept}.`,
  },
});

type Props = {
  obstacle: Obstacle;
  reply: object;
  kept?: string;
  /** Where it does not stand in the form. */
  elsewhere?: FormElsewhere;
};

/**
 * Inside a form that is shown again as it was sent. It comes before one's eyes each time that a person sent the
 * form, not when it was sent by itself.
 */
export function ObstacleNotice({
  obstacle,
  reply,
  kept = 'What you typed is still here',
  elsewhere,
}: Props) {
  const byItself = useRef(false);
  const [before, setBefore] = useState(reply);
  useEffect(() => {
    if (!byItself.current) setBefore(reply);
    byItself.current = false;
  }, [reply]);
  const onSend = useCallback(() => {
    byItself.current = true;
  }, []);
  const { title, text } = wordsOf(kept)[obstacle];
  return (
    <Attention to={before}>
      <Banner tone={obstacle === 'signed-out' ? 'warn' : 'bad'} title={title}>
        <p>{text}</p>
        {obstacle === 'signed-out' ? (
          <SignInAgain reply={reply} formId={elsewhere?.id} />
        ) : obstacle === 'not-allowed' ? null : (
          <SaveAgain
            unknown={obstacle !== 'away' && obstacle !== 'slow'}
            reply={reply}
            onSend={onSend}
            elsewhere={elsewhere}
          />
        )}
      </Banner>
    </Attention>
  );
}
