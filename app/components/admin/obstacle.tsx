import { useCallback, useEffect, useRef, useState } from 'react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import type { FormElsewhere } from '~/components/admin/form-around';
import { SaveAgain } from '~/components/admin/save-again';
import { SignInAgain } from '~/components/admin/sign-in-again';

/** Why nothing could be done with a form, or nobody knows whether it was, whatever it holds. */
export const obstacles = [
  'away',
  'crowded',
  'refused',
  'read-only',
  'schema',
  'slow',
  'unknown',
  'broken',
  'unanswered',
  'signed-out',
  'not-allowed',
] as const;
export type Obstacle = (typeof obstacles)[number];

/** With which it may have been saved already. */
const mayBeSaved: Obstacle[] = ['unknown', 'unanswered'];
/** With which the same is refused again, until a person has done something. */
const notByItself: Obstacle[] = ['broken', 'not-allowed'];

type Words = { title: string; text: string };

/** @param kept what is kept of it, as a sentence begins. */
const wordsOf = (kept: string): Record<Obstacle, Words> => ({
  away: {
    title: 'The database is not answering',
    text: `Not saved yet. ${kept}; save again in a moment. Saving twice does no harm: it is done once.`,
  },
  crowded: {
    title: 'The shop is crowded just now',
    text: `More ask at once than it can serve. Not saved yet. ${kept}; save again in a moment. Saving twice does no harm: it is done once.`,
  },
  refused: {
    title: 'The database does not let the shop in',
    text: `Not saved yet. ${kept}. Whoever runs the shop has to put its settings right, and finds what is wrong with them in its log; then it can be saved.`,
  },
  'read-only': {
    title: 'The database takes no changes just now',
    text: `It can be read, and not written to, as in a move to another server. Not saved yet. ${kept}; save again in a moment. Saving twice does no harm: it is done once.`,
  },
  schema: {
    title: 'The database is of another version than the shop',
    text: `It lacks something that this page needs. Not saved yet. ${kept}. An owner can push the schema under Database, or where the shop runs; then it can be saved.`,
  },
  slow: {
    title: 'Not saved: the database took too long',
    text: `It gave up, and nothing was changed. ${kept}; save again in a moment.`,
  },
  unknown: {
    title: 'The database did not answer in time',
    text: `It may have been saved, or not. ${kept}; save again to be sure. It is done once, however often you send it.`,
  },
  broken: {
    title: 'Not saved: the shop’s own program failed',
    text: `${kept}; save again once whoever runs the shop has found the cause, which is in its log. Saving twice does no harm: it is done once.`,
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
        ) : notByItself.includes(obstacle) ? null : (
          <SaveAgain
            unknown={mayBeSaved.includes(obstacle)}
            reply={reply}
            onSend={onSend}
            elsewhere={elsewhere}
          />
        )}
      </Banner>
    </Attention>
  );
}
