import { afterAll, expect, test, vi } from 'vitest';
import { currentRequest, runInRequest } from '~/request.server';
import { newSave } from '../../scripts/test/save';

const asked = vi.hoisted(() => [] as unknown[]);
vi.mock('~/db/prune.server', () => ({
  prunings: [
    () => {
      asked.push(currentRequest());
      return Promise.resolve(false);
    },
  ],
}));
const { disconnect, once } = await import('~/db.server');
afterAll(disconnect);

test('what nobody needs any more is deleted after a save, and not in its time', async () => {
  const context = {
    ...{ id: 'save', client: '', deadline: performance.now() + 10_000 },
    signal: new AbortController().signal,
  };
  await runInRequest(context, () =>
    once({ ...newSave(), content: null }, () => Promise.resolve('saved')),
  );
  await expect.poll(() => asked).toEqual([undefined]);
});
