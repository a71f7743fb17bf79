import { expect, it } from 'vitest';
import { branchOf, childrenOf, pathTo, showcase } from '~/category-tree';

const table = { id: '1', slug: 'table', parentId: null };
const cups = { id: '2', slug: 'cups', parentId: '1' };
const tea = { id: '3', slug: 'tea', parentId: '2' };
const light = { id: '4', slug: 'light', parentId: null };
const all = [table, cups, tea, light];

it('knows what is right below', () => {
  expect(childrenOf(all, null)).toEqual([table, light]);
  expect(childrenOf(all, '1')).toEqual([cups]);
});

it('knows a whole branch', () => {
  expect(branchOf(all, '1')).toEqual(['1', '2', '3']);
  expect(branchOf(all, '4')).toEqual(['4']);
});

it('knows the way from the top', () => {
  expect(pathTo(all, tea)).toEqual([table, cups, tea]);
});

it('shows what is below, where there is little at the top', () => {
  expect(showcase(all, 1)).toEqual([table, light]);
  expect(showcase(all, 4)).toEqual([cups, light]);
});
