import type { Now, Slot } from '~/models/shop-status';

export type Verdict = { tone: 'good' | 'warn' | 'bad'; title: string; text: string };

/** Of customers' pages, the share that may fail, and the ms a usual one may take, before it is said. */
const bearable = { failed: 0.01, ms: 1000 };

/** Pages that tell something of the shop, and not of one page. */
const telling = 20;

/** How the shop is, for whoever owns it. */
export function verdictOn(now: Now): Verdict {
  if (now.state === 'away') {
    return {
      tone: 'bad',
      title: 'The database is not answering',
      text: 'Customers are shown the pages that the shop has kept; where it has none, they are asked to come back in a moment. Nothing can be saved. Nothing that was saved is lost. The shop looks for its database several times a second and goes on by itself once it is there.',
    };
  }
  if (now.schema === 'behind') {
    return {
      tone: 'warn',
      title: 'The database lacks something that this version asks for',
      text: 'What does not need it works. The schema has to be pushed.',
    };
  }
  if (now.state === 'troubled') {
    return {
      tone: 'warn',
      title: 'The database has trouble',
      text: 'What fails is tried again. Customers wait a little longer; a few may be asked to come back in a moment.',
    };
  }
  if (now.failed > now.pages * bearable.failed) {
    return {
      tone: 'warn',
      title: 'Some pages failed in the last five minutes',
      text: `${now.failed} of ${now.pages} that customers asked for could not be shown.`,
    };
  }
  if (now.pages >= telling && (now.typical ?? 0) > bearable.ms) {
    return {
      tone: 'warn',
      title: 'The shop is slow',
      text: 'A usual page takes more than a second.',
    };
  }
  return {
    tone: 'good',
    title: 'The shop is open',
    text: 'Pages are shown and the database answers.',
  };
}

/** Milliseconds as a person says them. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${ms} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Number((minutes / 60).toFixed(1))} h`;
}

export const stateWords: Record<Slot['state'], string> = {
  well: 'Answered',
  troubled: 'Had trouble',
  away: 'Did not answer',
};

const causes: [RegExp, string][] = [
  [/^crowded$/, 'More people came at once than could be served'],
  [/^(57P0|57P02|57P03)/, 'The database was stopped or restarted'],
  [/^(ECONNREFUSED|DatabaseNotReachable|P1001)$/, 'The database took no connections'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'The database’s name was not found in the network'],
  [/^(53300|P2037|TooManyConnections)$/, 'The database had no connection left'],
  [/^pool timeout$/, 'All of the shop’s connections were busy'],
  [/^(28|AuthenticationFailed|DatabaseAccessDenied)/, 'The database refused the shop’s password'],
  [/^(3D|DatabaseDoesNotExist)/, 'The database was not there under its name'],
  [/^57014$/, 'The database took too long for a question'],
  [/timeout|^deadline$|ETIMEDOUT|SocketTimeout|P1008/, 'The database did not answer in time'],
  [/^25006$/, 'The database could only be read, as after a failover'],
  [/^(40|55P03|P2034|TransactionWriteConflict)/, 'Saves got in each other’s way'],
];

/** Why the database failed, by an error's code. */
export function causeOf(code: string): string {
  return causes.find(([codes]) => codes.test(code))?.[1] ?? 'Connections to the database broke';
}
