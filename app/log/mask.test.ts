import { describe, expect, test } from 'vitest';
import { mask } from '~/log/mask.server';

const secret = 'a session secret of "32" characters';
const masked = mask([secret]);

describe('a line of the log hides', () => {
  test.each([
    ['a password in a URL', 'connect postgresql://shop:sesame@db:5432/shop failed'],
    ['a password with an @ in it', 'postgres://shop:ses@ame@db:5432/shop'],
    ['a password with a slash in it', 'postgresql://shop:se/same@db/shop'],
    ['another protocol’s', 'redis://:sesame@cache:6379'],
    ['a connection string in words', 'host=db user=shop password=sesame dbname=shop'],
    ['a parameter', 'GET https://api.example/?token=sesame&page=2'],
    ['a bearer token', 'Authorization: Bearer sesame-sesame-sesame'],
    ['a cookie', 'Cookie: holdfast_admin=sesame; theme=dark'],
    ['a cookie that is set', 'Set-Cookie: holdfast_admin=sesame; HttpOnly'],
  ])('%s', (_, text) => {
    const line = masked(JSON.stringify({ level: 'error', err: { message: text, stack: text } }));
    expect(line).not.toMatch(/same/);
    expect(JSON.parse(line)).toMatchObject({ level: 'error' });
  });

  test('the secrets it was told, wherever they stand', () => {
    const line = masked(JSON.stringify({ deep: { in: [`x${secret}x`] } }));
    expect(JSON.parse(line)).toEqual({ deep: { in: ['x***x'] } });
  });
});

test('what is no secret stays', () => {
  const line = JSON.stringify({
    path: '/products/harbour-mug',
    url: 'https://shop.example/a?page=2',
    by: 'hello@shop.example',
    at: 'postgresql://db:5432/shop',
  });
  expect(masked(line)).toBe(line);
});

test('a long text is gone through once', () => {
  const line = JSON.stringify(`${'a.'.repeat(500_000)}@`);
  expect(masked(line)).toBe(line);
});
