import type { CutOptions } from './aim';
import { cutAnswered } from './cut-answered';
import { cutBefore } from './cut-before';
import { cutReply } from './cut-reply';
import { cutSent } from './cut-sent';
import type { Fault } from './fault';

const cuts = { before: cutBefore, sent: cutSent, answered: cutAnswered, reply: cutReply };

/** Where a statement is when its connection is cut: each file has its picture. */
export type When = keyof typeof cuts;

export function cut({ when = 'sent', ...options }: CutOptions & { when?: When }): Fault {
  return cuts[when](options);
}
