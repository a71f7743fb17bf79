import type { Fault } from './link';

/**
 * Everything stands still, then goes on where it stood: a paused machine, packets that are sent again.
 *
 *   C --> |wait| --> S
 */
export function stall(): Fault {
  let resume: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (resume = resolve));
  return {
    async open() {
      await over;
    },
    async pass(bytes) {
      await over;
      return [bytes];
    },
    heal: () => resume(),
  };
}
