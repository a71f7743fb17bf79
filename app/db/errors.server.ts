/**
 * What a failure means for whoever wants to try again:
 * - never-sent: nothing reached the database. Anything may be repeated.
 * - unknown: it may have taken effect. Reads may be repeated; writes only under a key.
 * - transaction: PostgreSQL rolled all of it back. The whole transaction may be repeated.
 * - permanent: it would fail again, or nobody knows it. Never repeated.
 */
export type FaultClass = 'never-sent' | 'unknown' | 'transaction' | 'permanent';

export type Fault = {
  class: FaultClass;
  /** SQLSTATE, or else the code or kind it was told by: short, and without a secret. */
  code: string;
};

/** No connection was to be had: the operation was not sent. It has no `code`, so that Prisma hands it on as it is. */
export class ConnectError extends Error {
  override name = 'ConnectError';
  readonly fault: Fault;

  constructor(message: string, fault: Fault, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

/** A statement failed inside a transaction and the code went on: PostgreSQL answered COMMIT with a rollback. */
export class RolledBackError extends Error {
  override name = 'RolledBackError';
}

/** SQLSTATE of a statement that ran into `statement_timeout`, or that somebody cancelled. */
export const QUERY_CANCELED = '57014';

/** How it is told that something isn't there. */
const lacking: readonly string[] = [
  '42P01', // a table
  '42703', // a column
  '42883', // a function
  '42704', // a type
  'P2021', // a table, in Prisma's words, and a column
  'P2022',
  'TableDoesNotExist', // and in the adapter's
  'ColumnNotFound',
];

/** Whether a database lacks what it was asked for: its schema may be another version's. */
export function lacksSomething({ code }: Fault): boolean {
  return lacking.includes(code);
}

/** By SQLSTATE, the longest prefix first (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const byState: readonly (readonly [string, FaultClass])[] = [
  ['57P03', 'never-sent'], // the server is starting or stopping
  ['53300', 'never-sent'], // too many connections
  ['25006', 'transaction'], // a standby: nothing was written, another connection may do
  ['0A000', 'transaction'], // a kept statement whose columns are others by now: a new connection may do
  ['25P03', 'transaction'], // idle in the transaction for too long
  ['40001', 'transaction'], // serialization failure
  ['40P01', 'transaction'], // deadlock
  ['55P03', 'transaction'], // lock not available
  ['40003', 'unknown'], // statement completion unknown
  ['57P01', 'unknown'], // terminated by an administrator
  ['57P02', 'unknown'], // another backend crashed
  ['57P05', 'unknown'], // the session was idle for too long
  ['08', 'unknown'], // connection exceptions
];

/** By the adapter's kind, Node's code and Prisma's code, in one table: they can't be mistaken for each other. */
const byCode: Readonly<Record<string, FaultClass>> = {
  DatabaseNotReachable: 'never-sent',
  TooManyConnections: 'never-sent',
  ConnectionClosed: 'unknown',
  SocketTimeout: 'unknown',
  TransactionWriteConflict: 'transaction',
  AuthenticationFailed: 'permanent',
  DatabaseAccessDenied: 'permanent',
  DatabaseDoesNotExist: 'permanent',
  TlsConnectionError: 'permanent',
  ECONNREFUSED: 'never-sent',
  ENOTFOUND: 'never-sent',
  EAI_AGAIN: 'never-sent',
  ECONNRESET: 'unknown',
  EPIPE: 'unknown',
  ENOTCONN: 'unknown',
  ETIMEDOUT: 'unknown',
  EHOSTUNREACH: 'unknown',
  ENETUNREACH: 'unknown',
  P1001: 'never-sent',
  P2037: 'never-sent',
  P1008: 'unknown',
  P1017: 'unknown',
  P2034: 'transaction',
};

/** By words, where a library gives nothing else. All such words are here. */
const byMessage: readonly (readonly [RegExp, string, FaultClass])[] = [
  [/Unable to start a transaction in the given time/, 'P2028', 'never-sent'],
  [/timeout exceeded when trying to connect/, 'pool timeout', 'never-sent'],
  [/Connection terminated due to connection timeout/, 'connect timeout', 'never-sent'],
  [/^timeout expired$/, 'connect timeout', 'never-sent'],
  [/Connection terminated/, 'terminated', 'unknown'],
  [/not queryable/, 'not queryable', 'unknown'],
  [/Query read timeout/, 'query timeout', 'unknown'],
  [/Socket not connected|socket disconnected|Connection reset by peer/i, 'socket', 'unknown'],
];

type Facts = { state?: string; codes: string[]; messages: string[]; known?: Fault };

/** Tells what a failure means: by SQLSTATE first, then by kind or code, then by message. */
export function classify(error: unknown): Fault {
  const facts: Facts = { codes: [], messages: [] };
  collect(error, facts, 0);
  const { known, state } = facts;
  if (known) return known;
  if (state !== undefined) {
    const row = byState.find(([prefix]) => state.startsWith(prefix));
    return { class: row?.[1] ?? 'permanent', code: state };
  }
  for (const code of facts.codes) {
    const found = byCode[code];
    if (found) return { class: found, code };
  }
  for (const message of facts.messages) {
    const row = byMessage.find(([words]) => words.test(message));
    if (row) return { class: row[2], code: row[1] };
  }
  return { class: 'permanent', code: facts.codes[0] ?? nameOf(error) };
}

/** The deepest an error is hidden: Prisma's meta, the adapter's error, its cause, and two to spare. */
const deepest = 6;

function collect(value: unknown, facts: Facts, depth: number): void {
  if (depth > deepest || typeof value !== 'object' || value === null) return;
  if (value instanceof ConnectError) facts.known ??= value.fault;
  const { code, kind, originalCode, severity, message } = value as Record<string, unknown>;
  if (typeof originalCode === 'string') facts.state ??= originalCode;
  // An error of PostgreSQL's own says how severe it is; a code of Node's or Prisma's has no such company.
  if (typeof code === 'string' && typeof severity === 'string') facts.state ??= code;
  for (const name of [kind, code]) if (typeof name === 'string') facts.codes.push(name);
  if (typeof message === 'string') facts.messages.push(message);
  const { cause, meta, driverAdapterError, errors } = value as Record<string, unknown>;
  for (const inner of [driverAdapterError, meta, cause]) collect(inner, facts, depth + 1);
  if (Array.isArray(errors)) for (const inner of errors) collect(inner, facts, depth + 1);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** SQLSTATE classes with which a server refuses a sign-in for a passing reason. */
const passingRefusal = /^(57P0|53|08|55)/;

/** What a failure to connect means: nothing was sent, but a wrong password stays wrong. */
export function classifyConnect(error: unknown): Fault {
  const { code } = classify(error);
  const { severity } = error as { severity?: unknown };
  if (typeof severity === 'string') {
    return { class: passingRefusal.test(code) ? 'never-sent' : 'permanent', code };
  }
  const passing = (byCode[code] ?? 'permanent') !== 'permanent' || isPassingMessage(error);
  return { class: passing ? 'never-sent' : 'permanent', code };
}

function isPassingMessage(error: unknown): boolean {
  return error instanceof Error && byMessage.some(([words]) => words.test(error.message));
}

/** SQLSTATEs after which a connection, and its siblings, are of no use: the server goes, may not write, or knows older columns. */
export function endsConnections(state: string | undefined): boolean {
  return state !== undefined && ['57P01', '57P02', '57P03', '25006', '0A000'].includes(state);
}
