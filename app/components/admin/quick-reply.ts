import type { Obstacle } from '~/components/admin/obstacle';
import type { Quick } from '~/models/product-quick.server';

/** What a row's form comes back with: what was typed, and what became of it. */
export type QuickReply = {
  ok: boolean;
  /** Under which the next is sent, and over which version where that is another one. */
  key: string;
  version?: number;
  price: string;
  stock: string;
  errors: { price?: string; stock?: string };
  message: string | null;
  now: Quick | null;
};

const words: Record<Obstacle, string> = {
  away: 'Not saved yet: the database is not answering. Save again in a moment.',
  slow: 'Not saved: the database took too long. Save again in a moment.',
  unknown: 'Perhaps saved: the answer was lost. Save again to be sure; it is done once.',
  unanswered: 'Perhaps saved: the shop did not answer. Save again to be sure; it is done once.',
  'signed-out': 'Not saved: you are signed out. Sign in in another tab, then save again.',
  'not-allowed': 'Not saved: an owner or an editor may do this; you may only look.',
};

/** Why a row could not be saved, and what to do. */
export function quickObstacle(obstacle: Obstacle): string {
  return words[obstacle];
}
