import { useState } from 'react';
import type { Draft } from '~/drafts';
import type { HandedOver } from '~/handed-over';

type Opened<Reply> = {
  /** What the last sending came back with. */
  reply?: Reply;
  version?: number;
};

export type BroughtBack = {
  draft: Draft;
  /** Where the form that was here has handed it over. */
  from?: Pick<HandedOver, 'place' | 'saved'>;
};

/** What a form's fields are given of it beside all else. */
export type BringingBack = {
  back?: BroughtBack;
  onBringBack: (brought: BroughtBack) => void;
};

/**
 * What a form shows: a draft that was brought back, until something newer comes from the server.
 * @param replyOf what the form would be shown again with, had the draft been sent.
 */
export function useBroughtBack<Reply>(opened: Opened<Reply>, replyOf: (draft: Draft) => Reply) {
  const [back, setBack] = useState<BroughtBack & { reply: Reply; over: Reply | undefined }>();
  const shown =
    back && back.over === opened.reply
      ? { reply: back.reply, version: back.draft.version ?? opened.version }
      : opened;
  return {
    back,
    reply: shown.reply,
    version: shown.version,
    bringBack: (brought: BroughtBack) =>
      setBack({ ...brought, reply: replyOf(brought.draft), over: opened.reply }),
  };
}
