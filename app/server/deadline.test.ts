import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { RequestContext } from '~/request.server';
import { answerInTime } from '~/server/deadline';

let server: Server;
afterEach(() => server.closeAllConnections());

/** A server that answers by `answer`, or says that it is late. */
async function serve(budget: number, answer: (context: RequestContext) => Promise<Response>) {
  server = createServer((req, res) => {
    const { signal } = new AbortController();
    const context: RequestContext = { id: 'x', client: '', deadline: 0, signal };
    const late = () => new Response('late', { status: 503 });
    void answerInTime(req, context, budget, () => answer(context), late).then(async (response) => {
      res.writeHead(response.status).end(await response.text());
    });
    req.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('what is in time is handed on', async () => {
  const url = await serve(60_000, () => Promise.resolve(new Response('mug')));
  expect(await (await fetch(url)).text()).toBe('mug');
});

test('what never comes is answered for, and what comes afterwards is let go', async () => {
  let finish: (response: Response) => void = () => undefined;
  const url = await serve(1, () => new Promise((resolve) => (finish = resolve)));
  const response = await fetch(url);
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('late');
  const cancelled = new Promise<void>((resolve) =>
    finish(new Response(new ReadableStream({ cancel: () => resolve() }))),
  );
  await cancelled;
});

test('the time of an upload counts from its end', async () => {
  const deadlines: number[] = [];
  const url = await serve(10_000, async (context) => {
    deadlines.push(context.deadline);
    await ended;
    deadlines.push(context.deadline);
    return new Response('saved');
  });
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const upload = request(url, { method: 'POST' });
  const answered = new Promise<number | undefined>((resolve) =>
    upload.on('response', (response) => resolve(response.resume().statusCode)),
  );
  upload.write('half');
  await expect.poll(() => deadlines).toHaveLength(1);
  const sent = performance.now();
  upload.end('whole');
  server.on('request', () => undefined);
  await delay(50);
  end();
  expect(await answered).toBe(200);
  expect(deadlines[1]).toBeGreaterThanOrEqual(sent + 10_000 - 1);
});

test('what arrives after the answer moves no deadline', async () => {
  const contexts: RequestContext[] = [];
  const url = await serve(10_000, (context) => {
    contexts.push(context);
    return Promise.resolve(new Response('refused'));
  });
  const arrived = new Promise<void>((resolve) =>
    server.on('request', (req) => req.on('end', resolve)),
  );
  const upload = request(url, { method: 'POST' });
  const answered = new Promise<void>((resolve) =>
    upload.on('response', (response) => void response.resume().on('end', resolve)),
  );
  upload.write('half');
  await answered;
  upload.end('whole');
  await arrived;
  expect(contexts).toMatchObject([{ deadline: 0 }]);
});
