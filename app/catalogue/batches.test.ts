import { expect, test } from 'vitest';
import { forEachOf } from '~/catalogue/batches';

test('after a failure nothing else is begun, and nothing goes on behind', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const work = async (item: number) => {
    begun.push(item);
    if (item === 2) throw new Error('two');
    await held;
    ended.push(item);
  };
  const all = forEachOf([1, 2, 3, 4], 2, work).catch((error: unknown) => [error, ...ended]);
  await expect.poll(() => begun).toEqual([1, 2]);
  release();
  expect(await all).toEqual([new Error('two'), 1]);
  expect(begun).toEqual([1, 2]);
});
