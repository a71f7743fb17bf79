import { expect, test } from 'vitest';
import { areInstalled, explain } from './packages.js';

const wanted = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/elsewhere': { version: '2.0.0', optional: true, os: ['plan9'], cpu: ['x64'] },
    'node_modules/here': {
      version: '2.0.0',
      optional: true,
      os: [process.platform],
      cpu: [process.arch],
    },
  },
};
const a = { version: '1.0.0', integrity: 'sha512-a' };
const here = { version: '2.0.0' };
const there = () => true;

test.each([
  ['all that belongs here', { 'node_modules/a': a, 'node_modules/here': here }, true],
  ['nothing for this platform', { 'node_modules/a': a }, false],
  [
    'another version',
    { 'node_modules/a': { ...a, version: '1.0.1' }, 'node_modules/here': here },
    false,
  ],
  ['other bytes', { 'node_modules/a': { ...a, integrity: '' }, 'node_modules/here': here }, false],
])('with %s installed', (_, packages, expected) => {
  expect(areInstalled(wanted, { packages }, there)).toBe(expected);
});

test('a package whose folder was deleted is missing, and so is all before the first installation', () => {
  const found = { packages: { 'node_modules/a': a, 'node_modules/here': here } };
  expect(areInstalled(wanted, found, (path) => path !== 'node_modules/a')).toBe(false);
  expect(areInstalled(wanted, null)).toBe(false);
});

test.each([
  ['npm error code ENOTFOUND', 'registry can not be reached'],
  ['npm error ENOSPC: no space left on device', 'disk is full'],
  ['npm error code EACCES', 'right to write to a folder is missing'],
  ['npm error code EUSAGE', 'do not belong together'],
  ['npm error something new', 'npm ci failed'],
])('%s is explained', (output, sentence) => {
  expect(explain(output).message).toContain(sentence);
});
