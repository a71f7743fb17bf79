import { expect, test } from 'vitest';
import { eventStream } from '~/event-stream.server';

test('a reader who leaves ends what is sent, once, and hears of no mistake', async () => {
  let closed = 0;
  const { body } = eventStream(new Request('http://shop.test/admin/status/stream'), ({ send }) => {
    send({ event: 'now', id: '1', data: { pages: 3 } });
    return () => (closed += 1);
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader?.read()).toMatchObject({ value: 'retry: 2000\n\n' });
  expect(await reader?.read()).toMatchObject({
    value: 'event: now\nid: 1\ndata: {"pages":3}\n\n',
  });
  await reader?.cancel();
  expect(closed).toBe(1);
});
