import { setTimeout as delay } from 'node:timers/promises';

/** Waits, but no longer than the fault that asks for it lasts. */
export async function pause(ms: number, over: AbortSignal): Promise<void> {
  // It rejects for nothing but the signal.
  await delay(Math.max(0, ms), undefined, { signal: over }).catch(() => undefined);
}
