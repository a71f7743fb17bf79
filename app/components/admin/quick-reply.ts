import type { Held } from '~/components/admin/held-change';
import type { Quick } from '~/models/product-quick.server';

/** What a row's form comes back with: what was sent, and what became of it. */
export type QuickReply = Held & {
  ok: boolean;
  /** Under which the next is sent, and over which version where that is another one. */
  key: string;
  version?: number;
  errors: { price?: string; stock?: string };
  message: string | null;
  now: Quick | null;
};
