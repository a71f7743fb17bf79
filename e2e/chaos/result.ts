import { readDatabaseSettings } from '../../app/db/settings.server';
import { grace } from '../../app/server/deadline';
import type { Verdict } from './check';
import type { Heard, Journal } from './journal';
import type { Leaks, Settings } from './run';
import type { StolenTime } from './stolen-time';
import type { Absence, Storm } from './storm';

const { readDeadline, writeDeadline } = readDatabaseSettings('postgresql://localhost/shop');

/** ms that an answer may take beyond its deadline: what the server may, and the way to whoever asked. */
const tolerance = grace + 250;
/** ms after the database's return in which the shop must be well. */
export const recoveryBar = 1000;
/** ms for which an absence is waited for, so that no customer sees it. */
const waitedFor = 2000;

const statuses: Record<Heard['role'], number[]> = {
  customer: [200, 503],
  editor: [200, 302, 409, 503],
  probe: [200, 302, 503],
};

export type Range = { median: number; longest: number };

export type Result = {
  settings: Settings;
  /** s */
  lasted: number;
  requests: { customers: number; editors: number; saves: number; sent: number; replays: number };
  /** How often each kind of fault was tried, and took place. */
  faults: Record<string, { tried: number; tookPlace: number }>;
  count: number;
  /** Pages that customers did not get: where the shop promises none, and else. */
  errors: { expected: Record<string, number>; unexpected: Record<string, number> };
  /** Answers that are no page, redirect or honest 503. */
  broken: number;
  verdict: Verdict;
  leaks: Leaks & { left: number };
  server: { died: boolean; end: string };
  /** ms, less what the machine took. */
  answer: Range & { late: number };
  /** ms, less what the machine took and what the page that is asked for takes at other times. */
  recovery: Range & { times: number };
  /** ms: the longest silence of the machine. */
  stolen: number;
};

export type Facts = Pick<Result, 'settings' | 'lasted' | 'verdict' | 'leaks' | 'server'> & {
  journal: Journal;
  storm: Pick<Storm, 'tried' | 'absences' | 'count'>;
  stolen: Pick<StolenTime, 'longest' | 'between'>;
};

export function summarise({ journal, storm, stolen, ...facts }: Facts): Result {
  const { answers, saves } = journal;
  const net = (begun: number, ended: number) =>
    Math.max(0, ended - begun - stolen.between(begun, ended));
  const took = answers.map(({ begun, ended }) => net(begun, ended));
  const late = answers.filter(({ method }, at) => {
    const deadline = method === 'GET' ? readDeadline : writeDeadline;
    return (took[at] ?? 0) > deadline + tolerance;
  });
  const recoveries = storm.absences.map(({ accepted, recovered, usual }) =>
    Math.max(0, net(accepted, recovered) - usual),
  );
  const isLong = ({ begun, accepted }: Absence) => net(begun, accepted) >= waitedFor;

  const errors: Result['errors'] = { expected: {}, unexpected: {} };
  for (const answer of answers) {
    if (answer.role !== 'customer' || answer.status === 200) continue;
    const long = storm.absences.find((absence) => isLong(absence) && overlaps(answer, absence));
    const during = storm.tried.filter((fault) => fault.tookPlace && overlaps(answer, fault));
    if (long) add(errors.expected, `${long.kind} for ${waitedFor} ms or more`);
    else {
      const kinds = [...new Set(during.map(({ kind }) => kind))].join(' + ') || 'no fault';
      add(errors.unexpected, `${answer.status} in ${kinds}`);
    }
  }

  const faults: Result['faults'] = {};
  for (const { kind, tookPlace } of storm.tried) {
    const of = (faults[kind] ??= { tried: 0, tookPlace: 0 });
    of.tried += 1;
    if (tookPlace) of.tookPlace += 1;
  }

  const done = saves.filter(({ outcome }) => outcome === 'done');
  return {
    ...facts,
    requests: {
      customers: answers.filter(({ role }) => role === 'customer').length,
      editors: answers.filter(({ role }) => role === 'editor').length,
      saves: done.length,
      sent: saves.reduce((sum, { sent }) => sum + sent, 0),
      replays: done.reduce((sum, { sent }) => sum + sent - 1, 0),
    },
    faults,
    count: storm.count,
    errors,
    broken: answers.filter(({ role, status }) => !statuses[role].includes(status)).length,
    answer: { ...rangeOf(took), late: late.length },
    recovery: { ...rangeOf(recoveries), times: recoveries.length },
    stolen: stolen.longest,
  };
}

function overlaps(
  answer: { begun: number; ended: number },
  other: { begun: number; ended?: number; recovered?: number },
): boolean {
  const ended = other.ended ?? other.recovered ?? Infinity;
  return answer.begun < ended && other.begun < answer.ended;
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function rangeOf(values: number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
}
