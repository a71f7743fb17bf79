import { describe, expect, test } from 'vitest';
import {
  instantsOf,
  isLocalTime,
  isTimeZone,
  sayMoment,
  sayTime,
  startOfDay,
  toLocalTime,
} from '~/time-zone';

const iso = (time: string, zone: string) => instantsOf(time, zone).map((at) => at.toISOString());

describe('the instants of a time', () => {
  test.each([
    ['2026-05-01T09:00', 'UTC', ['2026-05-01T09:00:00.000Z']],
    ['2026-05-01T09:00', 'Europe/Berlin', ['2026-05-01T07:00:00.000Z']],
    ['2026-12-31T23:59:58', 'Asia/Kolkata', ['2026-12-31T18:29:58.000Z']],
    // Over the date line.
    ['2026-01-01T00:30', 'Pacific/Kiritimati', ['2025-12-31T10:30:00.000Z']],
    // Set forward from 2:00 to 3:00.
    ['2026-03-29T01:59', 'Europe/Berlin', ['2026-03-29T00:59:00.000Z']],
    ['2026-03-29T02:00', 'Europe/Berlin', []],
    ['2026-03-29T02:59', 'Europe/Berlin', []],
    ['2026-03-29T03:00', 'Europe/Berlin', ['2026-03-29T01:00:00.000Z']],
    // Set back from 3:00 to 2:00.
    ['2026-10-25T01:59', 'Europe/Berlin', ['2026-10-24T23:59:00.000Z']],
    ['2026-10-25T02:30', 'Europe/Berlin', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    ['2026-10-25T03:00', 'Europe/Berlin', ['2026-10-25T02:00:00.000Z']],
    // By half an hour only.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', []],
    [
      '2026-04-05T01:45',
      'Australia/Lord_Howe',
      ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    ],
  ])('%s in %s', (time, zone, instants) => {
    expect(iso(time, zone)).toEqual(instants);
  });

  test.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham'])(
    'are those that show it, in %s',
    (zone) => {
      for (let hour = 0; hour < 366 * 24; hour += 5) {
        const at = new Date(Date.UTC(2028, 0, 1, hour));
        expect(instantsOf(toLocalTime(at, zone), zone)).toContainEqual(at);
      }
    },
  );
});

test.each([
  ['2026-05-01T09:00', true],
  ['2026-05-01T09:00:59', true],
  ['2028-02-29T00:00', true],
  ['2026-02-29T00:00', false],
  ['2026-02-31T00:00', false],
  ['2026-99-99T99:99', false],
  ['2026-05-01T24:00', false],
  ['2026-05-01', false],
  ['2026-05-01T09:00Z', false],
])('%s is a time: %s', (time, is) => {
  expect(isLocalTime(time)).toBe(is);
});

test.each([
  ['UTC', '2026-07-01 12:00 UTC', '1 Jul 2026, 12:00 UTC'],
  ['Europe/Berlin', '2026-07-01 14:00 UTC+2', '1 Jul 2026, 14:00 UTC+2'],
  ['America/St_Johns', '2026-07-01 09:30 UTC-2:30', '1 Jul 2026, 09:30 UTC-2:30'],
])('an instant is said in %s', (zone, numbers, words) => {
  const at = new Date('2026-07-01T12:00:00Z');
  expect(sayTime(at, zone)).toBe(numbers);
  expect(sayMoment(at, zone)).toBe(words);
});

test.each([
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, at) => {
  expect(startOfDay(day, zone).toISOString()).toBe(at);
});

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Europe/Atlantis', false],
  ['+02:00', false],
  ['', false],
  ['Berlin', false],
])('%s is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
