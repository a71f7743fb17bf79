/**
 * A shop that is asked for pages: run by queries.ts, once for each size, with DATABASE_URL set.
 * { kind, from, count } is answered with the ms of as many pages, { list: true } with the kinds there are.
 */
import { kinds, open } from './pages';

type Asked = { kind: string; from: number; count: number } | { list: true };

process.on('message', (asked: Asked) => {
  void answer(asked).then((text) => process.send?.(text));
});

async function answer(asked: Asked): Promise<string[] | number[]> {
  if ('list' in asked) return Object.keys(kinds);
  const times: number[] = [];
  for (let n = asked.from; n < asked.from + asked.count; n += 1) {
    times.push(await open(asked.kind, n));
  }
  return times;
}
