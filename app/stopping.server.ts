import { singleton } from '~/singleton.server';

const controller = singleton('stopping', () => new AbortController());

/** Aborted when the server is told to stop: what would go on for as long as somebody listens ends then. */
export const stopping: AbortSignal = controller.signal;

export function announceStop(): void {
  controller.abort();
}
