import { expect, test } from 'vitest';
import { refusalOf } from '~/refusal.server';

const host = 'shop.example';

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''])(
  'the method %j is refused',
  (method) => {
    expect(refusalOf({ method, url: '/', headers: { host } })).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, HEAD, POST' },
    });
  },
);

test.each([
  '/?_data=root',
  '/admin/categories?x=1&_data=routes%2Fadmin',
  '/?_data',
  '/?%5Fdata=root',
  '//?_data=root',
  '/?a#?_data',
])('Remix 1 could have asked %s', (url) => {
  const refused = refusalOf({ method: 'GET', url, headers: { host } });
  expect(refused?.status).toBe(url.includes('#') ? undefined : 400);
});

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' },
  { 'sec-fetch-site': 'nonsense' },
  { origin: 'https://evil.example' },
  { origin: 'https://shop.example:8443' },
  { origin: 'null' },
  { origin: 'nonsense' },
  { origin: '' },
])('a form from elsewhere is refused: %j', (headers) => {
  const from = { url: '/admin/login', headers: { host, ...headers } };
  expect(refusalOf({ method: 'POST', ...from })?.status).toBe(403);
  expect(refusalOf({ method: 'GET', ...from })).toBeNull();
});

test.each([
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example' },
  { origin: 'https://shop.example' },
  {},
])('a form of the shop’s own is not: %j', (headers) => {
  const url = '/admin/products/new?index&q=_data';
  expect(refusalOf({ method: 'POST', url, headers: { host, ...headers } })).toBeNull();
});
