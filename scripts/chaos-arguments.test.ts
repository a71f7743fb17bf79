import { expect, test } from 'vitest';
import { readArguments } from './chaos-arguments';

test('what is not said is chosen', () => {
  const settings = readArguments([]);
  expect(settings).toMatchObject({ seconds: 60, plan: false });
  expect(settings).toHaveProperty('seed', expect.any(Number));
});

test('what is said is taken', () => {
  expect(readArguments(['--seconds', '5', '--seed=7', '--plan', '--report', 'a.md'])).toEqual({
    seconds: 5,
    seed: 7,
    plan: true,
    json: undefined,
    report: 'a.md',
  });
  expect(readArguments(['-h'])).toBe('help');
});

test.each<[string, string[], RegExp]>([
  ['no time', ['--seconds', '0'], /^--seconds 0 is not a whole number from 1 to 86400\.$/],
  ['a word for a time', ['--seconds', 'long'], /--seconds long is not/],
  ['more than a day', ['--seconds', '86401'], /--seconds 86401 is not/],
  ['half a second', ['--seconds', '1.5'], /--seconds 1\.5 is not/],
  ['a seed beyond all', ['--seed', '4294967296'], /--seed 4294967296 is not/],
  ['a seed below all', ['--seed=-1'], /--seed -1 is not/],
  ['an unknown option', ['--speed', '1'], /Unknown option '--speed'/],
  ['a word too many', ['now'], /Unexpected argument 'now'/],
])('what is wrong is said in a sentence: %s', (_name, args, expected) => {
  expect(() => readArguments(args)).toThrow(expected);
});
