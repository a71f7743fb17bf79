import { expect, test } from 'vitest';
import { shouldRevalidate, shouldRevalidateRefused } from '~/admin-revalidate';
import { obstacles } from '~/components/admin/obstacle';
import { statusOf } from '~/obstacle-status';

const here = new URL('http://shop.example/admin/form');
const sent = {
  currentUrl: here,
  currentParams: {},
  nextUrl: here,
  nextParams: {},
  defaultShouldRevalidate: true,
};

test.each(obstacles)('a form that met %s is shown as it is', (obstacle) => {
  const args = { ...sent, actionStatus: statusOf(obstacle) };
  expect(shouldRevalidate(args)).toBe(false);
  expect(shouldRevalidateRefused(args)).toBe(false);
});

test('what was refused is loaded anew only by a page that goes on by itself', () => {
  for (const actionStatus of [400, 409, 413, 429]) {
    expect(shouldRevalidate({ ...sent, actionStatus })).toBe(false);
    expect(shouldRevalidateRefused({ ...sent, actionStatus })).toBe(true);
  }
});

test.each([shouldRevalidate, shouldRevalidateRefused])(
  'what was done is loaded anew; nothing is where nothing was answered, or somebody signed in beside a form',
  (revalidates) => {
    expect(revalidates(sent)).toBe(true);
    expect(revalidates({ ...sent, actionStatus: 200 })).toBe(true);
    expect(revalidates({ ...sent, actionResult: { unanswered: true } })).toBe(false);
    expect(revalidates({ ...sent, formAction: '/admin/login' })).toBe(false);
    expect(revalidates({ ...sent, defaultShouldRevalidate: false })).toBe(false);
  },
);
