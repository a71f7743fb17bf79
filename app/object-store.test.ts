import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startObjectStore } from '../scripts/test/object-store';
import { ObjectStore, ObjectStoreAway } from './object-store.server';

let real: Awaited<ReturnType<typeof startObjectStore>>;
beforeAll(async () => {
  real = await startObjectStore();
});
afterAll(() => real.remove());

const bytes = new Uint8Array(Buffer.from('a picture'));
const webp = { 'Content-Type': 'image/webp' };
const storeAt = (changes: Partial<ConstructorParameters<typeof ObjectStore>[0]> = {}) =>
  new ObjectStore({
    endpoint: real.environment.S3_ENDPOINT,
    bucket: real.environment.S3_BUCKET,
    accessKeyId: real.environment.S3_ACCESS_KEY_ID,
    secretAccessKey: real.environment.S3_SECRET_ACCESS_KEY,
    region: 'us-east-1',
    ...changes,
  });
const failure = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((error: unknown) => error);
  if (!(error instanceof ObjectStoreAway)) throw new Error('It did not fail, or in another way.');
  return String(error.cause);
};

test('gives back what it was given, over and over, and knows what it has not', async () => {
  const store = storeAt();
  await store.put('images/a/320.webp', bytes, webp);
  await store.put('images/a/320.webp', bytes, webp);
  expect(await store.get('images/a/320.webp')).toEqual(bytes);
  expect(await store.get('images/a/640.webp')).toBeNull();
});

describe('refused', () => {
  test.each([
    ['a wrong secret', { secretAccessKey: 'another one' }, '403 SignatureDoesNotMatch'],
    ['a wrong key', { accessKeyId: 'nobody' }, '403 InvalidAccessKeyId'],
    ['a bucket that is not there', { bucket: 'elsewhere' }, '404 NoSuchBucket'],
  ])('%s', async (_, changes, said) => {
    const store = storeAt(changes);
    expect(await failure(store.put('images/b/320.webp', bytes, webp))).toContain(said);
    expect(await failure(store.get('images/a/320.webp'))).toContain(said);
  });
});

describe('tried again', () => {
  /** Fails so many times, then hands on to the real one. */
  async function failing(times: number, fail: 'busy' | 'cut') {
    let asked = 0;
    const server = createServer((req, res) => {
      asked += 1;
      if (asked > times) res.writeHead(200).end('a picture');
      else if (fail === 'cut') req.socket.destroy();
      else res.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const store = storeAt({ endpoint: `http://127.0.0.1:${port}` });
    return { store, asked: () => asked, close: () => server.close() };
  }

  test.each(['busy', 'cut'] as const)('where it is %s for a moment', async (fail) => {
    const { store, asked, close } = await failing(2, fail);
    expect(await store.get('images/a/320.webp')).toEqual(bytes);
    expect(asked()).toBe(3);
    close();
  });

  test('not for ever', async () => {
    const { store, asked, close } = await failing(9, 'busy');
    expect(await failure(store.put('images/a/320.webp', bytes, webp))).toContain('503 SlowDown');
    expect(asked()).toBe(3);
    close();
  });
});
