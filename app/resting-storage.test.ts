import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RestingStorage } from '~/resting-storage.server';

test('each run has its own store, also after another has ended, and after all had', async () => {
  const storage = new RestingStorage<string>();
  const run = (name: string, ms: number) =>
    storage.run(name, async () => {
      await delay(ms);
      return storage.getStore();
    });
  expect(await Promise.all([run('a', 1), run('b', 10), run('c', 5)])).toEqual(['a', 'b', 'c']);
  expect(storage.getStore()).toBeUndefined();
  expect(await run('d', 1)).toBe('d');
});

test('a run that fails, at once or later, ends like any other', async () => {
  const storage = new RestingStorage<string>();
  const failures = [
    () => {
      throw new Error('at once');
    },
    async () => {
      await delay(1);
      throw new Error('later');
    },
  ];
  for (const fail of failures) {
    await expect(async () => storage.run('a', fail)).rejects.toThrow();
  }
  expect(await storage.run('b', () => Promise.resolve(storage.getStore()))).toBe('b');
});

test('is off once nothing runs, also for what a run left behind', async () => {
  const storage = new RestingStorage<string>();
  let left: Promise<string | undefined> | undefined;
  await storage.run('a', async () => {
    left = delay(500).then(() => storage.getStore());
    await delay(1);
  });
  expect(await left).toBeUndefined();
});
