import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PicturesBusy, Turns } from '~/models/image-turns.server';

test('a bounded number is worked on at a time, people take turns, and beyond a bound one is told', async () => {
  const turns = new Turns(2, 60);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const bring = (name: string) =>
    turns.take(name.slice(0, 1), 10, async () => {
      begun.push(name);
      await new Promise<void>((end) => ends.push(end));
      if (name === 'a2') throw new Error('Damaged.');
    });
  const all = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1'].map(bring);
  const settled = Promise.allSettled(all);
  await expect(bring('d1')).rejects.toThrow(PicturesBusy);
  await delay(0);
  expect(begun).toEqual(['a1', 'a2']);
  for (let done = 0; done < all.length; done += 1) {
    expect(begun.length - done).toBeLessThanOrEqual(2);
    ends.shift()?.();
    await delay(0);
  }
  expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'b2', 'a5']);
  expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(1);
  // What has ended leaves room.
  const last = bring('d2');
  await delay(0);
  expect(begun.at(-1)).toBe('d2');
  ends.shift()?.();
  await last;
});
