import { useState } from 'react';
import type { Draft } from '~/drafts';

type Opened<Reply> = {
  /** What the last sending came back with. */
  reply?: Reply;
  version?: number;
};

/**
 * What a form shows: a draft that was brought back, until something newer comes from the server.
 * @param replyOf what the form would be shown again with, had the draft been sent.
 */
export function useBroughtBack<Reply>(opened: Opened<Reply>, replyOf: (draft: Draft) => Reply) {
  const [back, setBack] = useState<{ draft: Draft; reply: Reply; over: Reply | undefined }>();
  const shown =
    back && back.over === opened.reply
      ? { reply: back.reply, version: back.draft.version ?? opened.version }
      : opened;
  return {
    draft: back?.draft,
    reply: shown.reply,
    version: shown.version,
    bringBack: (draft: Draft) => setBack({ draft, reply: replyOf(draft), over: opened.reply }),
  };
}
