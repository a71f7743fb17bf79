import pino from 'pino';
import { expect, test } from 'vitest';
import { mask } from '~/log/mask.server';
import { type RequestFacts, requestLines } from '~/log/request-line.server';

const secret = 'a session secret of "32" characters';
const requestLine = requestLines(mask([secret]));
const facts: RequestFacts = {
  id: 'a1b2c3d4e5f6',
  method: 'GET',
  path: '/products/harbour-mug',
  route: 'routes/_store.products.$slug',
  trace: undefined,
  status: 200,
  cache: 'fresh',
  ms: 0.3,
  bytes: 4567,
  left: false,
};

test.each([
  ['a kept page', {}],
  ['an unknown address', { route: undefined, cache: undefined, status: 404 }],
  ['one in a trace, whose client left', { trace: '4bf92f3577b34da6a3ce929d0e0e4736', left: true }],
  ['a path with quotes and signs', { path: '/"\\\u2028<script>\u0007é' }],
])('is what pino writes, and masked alike: %s', (_, more) => {
  const all = { ...facts, ...more };
  let written = '';
  pino(
    { base: undefined, timestamp: false, formatters: { level: (level) => ({ level }) } },
    { write: (line) => void (written += line) },
  ).info({ event: 'request', ...all, left: all.left || undefined });
  const line = requestLine('info', all);
  const { time, ...rest } = JSON.parse(line) as { time: string };
  expect(rest).toEqual(JSON.parse(written));
  expect(new Date(time).toISOString()).toBe(time);
  expect(line).toMatch(/^[^\n]+\n$/);
});

test('hides what a client has put into a path', () => {
  for (const path of ['/token=sesame', '/postgres://shop:sesame@db/', `/a/${secret}/b`]) {
    const line = requestLine('info', { ...facts, path });
    expect(line).not.toMatch(/sesame|session secret/);
    expect(JSON.parse(line)).toMatchObject({ event: 'request', level: 'info' });
  }
});
