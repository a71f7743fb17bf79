import { expect, test } from 'vitest';
import { Journal } from './journal';
import { settle } from './save';
import type { Answer } from './shop-client';

const saved = (id: string, how: string) => ({
  status: 302,
  location: `/admin/products/${id}?saved=${how}`,
});

function settled(opened: number, ...answers: Partial<Answer>[]) {
  const save = new Journal().begin({ key: 'k', productId: opened ? 'p' : null, opened });
  for (const answer of answers) {
    settle(save, {
      method: 'POST',
      path: '/',
      begun: 0,
      ended: 0,
      status: 0,
      location: null,
      setCookie: null,
      text: '',
      ...answer,
    });
  }
  return save.outcome;
}

test.each([
  ['nothing is known after a 503', 'unknown', 1, [{ status: 503 }]],
  ['nor after a connection that ended', 'unknown', 1, [{ status: 0 }]],
  ['the repetition tells', 'done', 1, [{ status: 503 }, saved('p', 'already')]],
  ['a double click saves once', 'done', 0, [saved('p', 'new'), saved('p', 'already')]],
  ['one that makes two is wrong', 'wrong', 0, [saved('p', 'new'), saved('q', 'new')]],
  ['somebody else was faster', 'refused', 1, [{ status: 409 }, { status: 409 }]],
  ['a save that is refused afterwards is wrong', 'wrong', 1, [saved('p', 'yes'), { status: 409 }]],
  ['and the other way round', 'wrong', 1, [{ status: 409 }, saved('p', 'yes')]],
  ['nobody can be faster with a new product', 'wrong', 0, [{ status: 409 }]],
  ['a form that is sent to the sign-in is not saved', 'wrong', 1, [{ status: 302, location: '/' }]],
  ['a bare error is wrong, whatever follows', 'wrong', 1, [{ status: 500 }, saved('p', 'yes')]],
] satisfies [string, string, number, Partial<Answer>[]][])(
  '%s',
  (_name, outcome, opened, answers) => {
    expect(settled(opened, ...answers)).toBe(outcome);
  },
);
