import { expect, test } from 'vitest';
import { describe, plan, type Step } from './plan';

function first(count: number, seed: number): Step[] {
  const steps = plan(seed);
  return Array.from({ length: count }, () => steps.next().value);
}

test('the same seed makes the same plan, another seed another', () => {
  expect(first(300, 7)).toEqual(first(300, 7));
  expect(first(300, 7)).not.toEqual(first(300, 8));
});

test('every kind of fault comes up', () => {
  const kinds = first(1000, 1).flatMap(({ spell, strikes }) =>
    [spell, ...strikes].map((fault) => fault?.kind),
  );
  expect(new Set(kinds.filter(Boolean))).toEqual(
    new Set(
      `cut reset close terminate latency bandwidth slice stall blackhole refuse greet full stop`
        .split(' ')
        .concat('locked row', 'locked table'),
    ),
  );
});

test('a step is told in a line', () => {
  expect(
    describe({
      spell: { kind: 'greet', ms: 300, how: 'rst' },
      strikes: [{ kind: 'cut', at: 'commit', when: 'answered', how: 'fin' }, { kind: 'reset' }],
      rest: 50,
    }),
  ).toBe('greet ms=300 how=rst with cut at=commit when=answered how=fin with reset; 50 ms of calm');
});
