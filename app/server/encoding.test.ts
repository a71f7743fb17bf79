import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { acceptedEncoding, encode, vary } from '~/server/encoding';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['br;q=0, gzip;q=0.0', null],
  ['GZIP', 'gzip'],
  ['vbr, xgzip', null],
  ['deflate;q=0.5 , br ; q=0.1', 'br'],
])('Accept-Encoding: %s allows %s', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});

test('Vary names each header once', () => {
  const headers = new Headers({ Vary: 'Cookie' });
  vary(headers, 'Accept-Encoding');
  vary(headers, 'accept-encoding');
  expect(headers.get('Vary')).toBe('Cookie, Accept-Encoding');
});

describe('an answer', () => {
  const text = '<p>mug</p>'.repeat(1000);
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
  const html = (body: string | null = text, headers = {}) =>
    new Response(body, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });

  for (const encoding of ['br', 'gzip'] as const) {
    test(`that is a page is compressed whole by ${encoding}`, async () => {
      const answer = await encode(html(), encoding);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('Content-Encoding')).toBe(encoding);
      expect(answer.headers.get('Content-Length')).toBe(String(bytes.byteLength));
      expect(String(decoders[encoding](bytes))).toBe(text);
      expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
    });

    test(`that is data is compressed by ${encoding} as it comes`, async () => {
      const answer = await encode(Response.json({ text }), encoding);
      expect(answer.headers.get('Content-Encoding')).toBe(encoding);
      expect(answer.headers.get('Content-Length')).toBeNull();
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(JSON.parse(String(decoders[encoding](bytes)))).toEqual({ text });
    });
  }

  test('keeps its status and all its cookies', async () => {
    const headers = new Headers({ 'Content-Type': 'text/html' });
    headers.append('Set-Cookie', 'a=1');
    headers.append('Set-Cookie', 'b=2');
    const answer = await encode(new Response(text, { status: 404, headers }), 'br');
    expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test.each([
    ['a picture', new Response('x'.repeat(2000), { headers: { 'Content-Type': 'image/webp' } })],
    [
      'events',
      new Response('x'.repeat(2000), { headers: { 'Content-Type': 'text/event-stream' } }),
    ],
    ['a short page', html('<p>mug</p>')],
    ['what is compressed already', html(text, { 'Content-Encoding': 'br' })],
    ['nothing', html(null)],
  ])('that is %s stays as it is', async (_, response) => {
    const before = response.headers.get('Content-Encoding');
    const body = await response.clone().text();
    const answer = await encode(response, 'gzip');
    expect(answer.headers.get('Content-Encoding')).toBe(before);
    expect(await answer.text()).toBe(body);
  });
});
