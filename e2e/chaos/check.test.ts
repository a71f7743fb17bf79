import { expect, test } from 'vitest';
import { check } from './check';
import type { Save } from './journal';
import type { Stored } from './product-form';

function saved(number: number, opened: number, changes: Partial<Save> = {}): Save {
  return {
    number,
    key: `key ${number}`,
    productId: 'p',
    opened,
    outcome: 'done',
    sent: 1,
    ...changes,
  };
}

function held(version: number, number: number, changes: Partial<Stored> = {}): Stored {
  return { id: 'p', slug: 'chaos-p', version, numbers: [number], variants: 3, ...changes };
}

function judge(saves: Save[], stored: Stored[], keys = saves.map(({ key }) => key)) {
  const { findings, ...counts } = check(saves, stored, new Set(keys));
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  expect(findings.length > 0).toBe(found.length > 0);
  return Object.fromEntries(found);
}

const three = [saved(1, 0), saved(2, 1), saved(3, 2)];

test('nothing is found where all is well', () => {
  expect(judge(three, [held(3, 3)])).toEqual({});
  const refused = saved(4, 2, { outcome: 'refused' });
  expect(judge([...three, refused], [held(3, 3)], ['key 1', 'key 2', 'key 3'])).toEqual({});
});

test('an acknowledged save that is not there is lost', () => {
  expect(judge(three, [held(2, 2)])).toEqual({ lost: 1 });
  expect(judge(three, [])).toEqual({ lost: 3 });
});

test('so is one that another overwrote unseen', () => {
  expect(judge([...three, saved(4, 2)], [held(3, 4)])).toEqual({ lost: 1 });
});

test('so is one whose product shows what was before', () => {
  expect(judge(three, [held(3, 2)])).toEqual({ lost: 1 });
});

test('so is one whose key is forgotten', () => {
  expect(judge(three, [held(3, 3)], ['key 1', 'key 2'])).toEqual({ lost: 1 });
});

test('a save that was done twice is duplicated', () => {
  expect(judge(three, [held(4, 3)])).toEqual({ duplicated: 1 });
  expect(judge(three, [held(3, 3), held(1, 1, { id: 'q' })])).toEqual({ duplicated: 1 });
});

test('a product with fields of two saves is torn, and so is one with too few variants', () => {
  expect(judge(three, [held(3, 3, { numbers: [2, 3] })])).toEqual({ torn: 1 });
  expect(judge(three, [held(3, 3, { variants: 2 })])).toEqual({ torn: 1 });
});

test('a save of which nothing is known may be there or not', () => {
  const unknown = saved(4, 3, { outcome: 'unknown' });
  expect(judge([...three, unknown], [held(3, 3)])).toEqual({ unresolved: 1 });
  expect(judge([...three, unknown], [held(4, 4)])).toEqual({ unresolved: 1 });
  const made = saved(4, 0, { outcome: 'unknown', productId: null });
  expect(judge([...three, made], [held(3, 3), held(1, 4, { id: 'q' })])).toEqual({ unresolved: 1 });
});

test('an answer that no such form gets is wrong', () => {
  const wrong = saved(4, 3, { outcome: 'wrong', said: 'answered with 500' });
  expect(judge([...three, wrong], [held(3, 3)])).toEqual({ wrong: 1 });
});
