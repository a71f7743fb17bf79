import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answered, Load } from './load';

/** The process that puts servers under load, for as many loads as one likes, one after the other. */
export function startGenerator() {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)));
  return {
    async putUnderLoad(load: Load): Promise<Answered> {
      child.send(load);
      const [answered] = (await once(child, 'message')) as [Answered];
      return answered;
    },
    stop: () => child.kill(),
  };
}

export type Generator = ReturnType<typeof startGenerator>;
