import type { BreakerState } from '~/db/reachability.server';
import type { SchemaState } from '~/db/schema/state.server';
import type { Episode } from '~/db/watch.server';

/**
 * How the database was: it answered; it failed now and then, and what failed was repeated; it did not answer.
 */
export type DatabaseState = 'well' | 'troubled' | 'away';

/** What was seen in a stretch of time. Times of answers are in ms, null where there were none. */
export type Slot = {
  /** When it began, in ms since 1970. */
  at: number;
  /** Customers' pages. */
  pages: number;
  failed: number;
  /** Of pages: within it half of them, and 95 in 100, were answered. */
  typical: number | null;
  slow: number | null;
  /** Of the database's statements: within it half of them were answered. */
  statement: number | null;
  /** The worst. */
  state: DatabaseState;
};

/** How the shop is at a moment; what needs a stretch of time is of the last five minutes. */
export type Now = Slot & {
  breaker: BreakerState;
  schema: SchemaState;
  connections: { busy: number; limit: number; waiting: number };
};

export type History = {
  /** Oldest first; stretches in which nobody watched are missing. */
  slots: Slot[];
  /** Newest first. */
  episodes: Episode[];
};

export type Status = {
  /** Which process this is of: several may serve the shop. */
  instance: string;
  /** Since when it has been watching, in ms since 1970. */
  since: number;
  now: Now;
  history: History;
};

/** What a page can show: minutes of each stretch, and how many there are. */
export const windows = {
  day: { minutes: 10, slots: 144, text: 'Last 24 hours' },
  hour: { minutes: 1, slots: 60, text: 'Last hour' },
} as const;

export type Window = keyof typeof windows;

export function windowOf(text: string | null): Window {
  return text === 'hour' ? 'hour' : 'day';
}
