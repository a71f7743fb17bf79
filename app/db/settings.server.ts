import type { PoolConfig } from 'pg';

/** What DATABASE_URL says, checked; times in ms. */
export type DatabaseSettings = {
  /** The URL without what is taken out of it below. Holds the password. */
  connectionString: string;
  /**
   * Connections at most. 10 keep 2 to 4 cores of PostgreSQL busy; three processes of them stay far
   * below its own default of 100.
   */
  connectionLimit: number;
  /** How long an operation waits for a connection, the building of one included. */
  poolTimeout: number;
  /** How long TCP, TLS and sign-in may take together: a second try fits into a page's deadline. */
  connectTimeout: number;
  /** How long PostgreSQL's answer to a statement may stay out before the connection counts as dead. */
  queryTimeout: number;
  /** PostgreSQL's own limits; each ends before the one that encloses it, so that it is the server that gives up. */
  statementTimeout: number;
  lockTimeout: number;
  /** How long PostgreSQL keeps a transaction, and its locks, of a client that fell silent. */
  idleInTransactionTimeout: number;
  /** A connection's age: after a failover by name, all have moved within it. */
  maxLifetime: number;
  /** Far below the 900 s after which Docker Swarm's IPVS forgets a connection without a word. */
  idleTimeout: number;
  /** ms from a request's begin after which a page, or a save, is answered whatever happens. */
  readDeadline: number;
  writeDeadline: number;
  applicationName: string;
  /** Whether a connection keeps statements that pages ask often: not behind a pooler that lends it to others in between. */
  keepsStatements: boolean;
  /** Sentences for the log: parameters that do nothing. */
  warnings: string[];
};

const seconds = 1000;

/** Parameters this file understands: unit in ms, and the sensible range. Prisma's names are in seconds, PostgreSQL's in ms. */
const numbers = {
  connection_limit: { unit: 1, min: 1, max: 1000, whole: true },
  pool_timeout: { unit: seconds, min: 0.05, max: 600, whole: false },
  connect_timeout: { unit: seconds, min: 0.05, max: 120, whole: false },
  socket_timeout: { unit: seconds, min: 0.05, max: 3600, whole: false },
  max_connection_lifetime: { unit: seconds, min: 1, max: 86_400, whole: false },
  max_idle_connection_lifetime: { unit: seconds, min: 0.05, max: 850, whole: false },
  statement_timeout: { unit: 1, min: 20, max: 3_600_000, whole: true },
  lock_timeout: { unit: 1, min: 10, max: 3_600_000, whole: true },
  idle_in_transaction_session_timeout: { unit: 1, min: 50, max: 3_600_000, whole: true },
} as const;

/** Parameters that node-postgres itself takes out of the URL. */
const passedThrough = new Set(
  `host port user password options client_encoding fallback_application_name
   ssl sslmode sslcert sslkey sslrootcert sslnegotiation uselibpqcompat`.split(/\s+/),
);

/**
 * Reads the parameters of a database's URL, and what follows from them.
 * @param deadlines ms; where the environment gives none, they follow from the other times.
 * @throws Error with a line for each thing that is wrong; the password is in none.
 */
export function readDatabaseSettings(
  databaseUrl: string,
  deadlines: { read?: number; write?: number } = {},
): DatabaseSettings {
  const url = parseUrl(databaseUrl);
  const wrong: string[] = [];
  const warnings: string[] = [];
  const take = (name: string) => {
    const values = url.searchParams.getAll(name);
    url.searchParams.delete(name);
    if (values.length > 1) wrong.push(`${name} is there ${values.length} times: leave one.`);
    return values.at(-1);
  };
  const number = (name: keyof typeof numbers) => {
    const text = take(name);
    if (text === undefined) return undefined;
    const { unit, min, max, whole } = numbers[name];
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value * unit;
    const kind = `${whole ? 'a whole number' : 'a number'}${unit === seconds ? ' of seconds' : ''}`;
    const what = name.endsWith('timeout') && unit === 1 ? `${kind} of milliseconds` : kind;
    wrong.push(`${name}=${text.slice(0, 20)} is not ${what} from ${min} to ${max}.`);
    return undefined;
  };

  const connectionLimit = number('connection_limit') ?? 10;
  // What is not given shrinks with a page's deadline, so that a second try fits into it.
  const page = deadlines.read ?? 5 * seconds;
  const connectTimeout = number('connect_timeout') ?? Math.min(2 * seconds, 0.4 * page);
  const poolTimeout =
    number('pool_timeout') ?? Math.max(Math.min(4 * seconds, 0.8 * page), connectTimeout);
  const given = {
    query: number('socket_timeout'),
    statement: number('statement_timeout'),
    lock: number('lock_timeout'),
  };
  const queryTimeout =
    given.query ??
    Math.max(Math.min(4 * seconds, 0.8 * page), ((given.statement ?? given.lock ?? 0) * 3) / 2);
  const statementTimeout =
    given.statement ?? Math.max(Math.floor(queryTimeout * 0.75), (given.lock ?? 0) + 1);
  const lockTimeout = given.lock ?? Math.floor(statementTimeout / 2);
  const idleInTransactionTimeout =
    number('idle_in_transaction_session_timeout') ?? Math.max(5 * seconds, 2 * queryTimeout);
  const maxLifetime = number('max_connection_lifetime') ?? 300 * seconds;
  const idleTimeout = number('max_idle_connection_lifetime') ?? 10 * seconds;
  const longest = Math.max(poolTimeout, queryTimeout);
  const readDeadline = deadlines.read ?? Math.max(page, longest + seconds);
  const writeDeadline = deadlines.write ?? Math.max(10 * seconds, readDeadline);
  const applicationName = take('application_name') ?? 'holdfast';

  const nesting: [string, number, string, number][] = [
    ['lock_timeout', lockTimeout, 'statement_timeout', statementTimeout],
    ['statement_timeout', statementTimeout, 'socket_timeout', queryTimeout],
    ['connect_timeout', connectTimeout, 'PAGE_DEADLINE_MS', readDeadline],
    ['socket_timeout', queryTimeout, 'PAGE_DEADLINE_MS', readDeadline],
  ];
  for (const [inner, innerTime, outer, outerTime] of nesting) {
    if (innerTime < outerTime) continue;
    wrong.push(
      `${inner} (${innerTime} ms) must be shorter than ${outer} (${outerTime} ms), or it never takes effect.`,
    );
  }
  if (readDeadline > writeDeadline) {
    wrong.push(
      `PAGE_DEADLINE_MS (${readDeadline} ms) must not be longer than SAVE_DEADLINE_MS (${writeDeadline} ms).`,
    );
  }

  // Prisma's names, of which either says that no statement may be kept.
  const pooler = [take('pgbouncer') === 'true', take('statement_cache_size') === '0'];
  const keepsStatements = !pooler.includes(true);

  const schema = take('schema');
  if (schema !== undefined && schema !== 'public') {
    wrong.push(`schema=${schema.slice(0, 20)}: the shop lives in the schema public.`);
  }
  if (take('sslaccept') === 'accept_invalid_certs') url.searchParams.set('sslmode', 'no-verify');
  for (const name of new Set(url.searchParams.keys())) {
    if (passedThrough.has(name)) continue;
    warnings.push(`DATABASE_URL: nothing here knows the parameter ${name}; it has no effect.`);
    url.searchParams.delete(name);
  }

  if (wrong.length > 0) throw new Error(wrong.map((line) => `DATABASE_URL: ${line}`).join('\n'));
  return {
    connectionString: url.href.replace(`@${emptyHost}`, '@'),
    connectionLimit,
    poolTimeout,
    connectTimeout,
    queryTimeout,
    statementTimeout,
    lockTimeout,
    idleInTransactionTimeout,
    maxLifetime,
    idleTimeout,
    readDeadline,
    writeDeadline,
    applicationName,
    keepsStatements,
    warnings,
  };
}

/** Stands for no host at all (a socket's folder comes as the parameter `host`), which URL refuses after a user. */
const emptyHost = 'no-host.invalid';

function parseUrl(databaseUrl: string): URL {
  const example = 'postgresql://user:password@host:5432/shop';
  const whole = databaseUrl.replace('@/', `@${emptyHost}/`);
  if (!URL.canParse(whole)) throw new Error(`DATABASE_URL is not a URL like ${example}.`);
  const url = new URL(whole);
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error(
      `DATABASE_URL begins with ${url.protocol} but the shop needs PostgreSQL: ${example}.`,
    );
  }
  return url;
}

/** The settings in node-postgres' words, but for those the pool sees to itself. */
export function toPoolConfig(settings: DatabaseSettings): PoolConfig {
  return {
    connectionString: settings.connectionString,
    max: settings.connectionLimit,
    statement_timeout: settings.statementTimeout,
    lock_timeout: settings.lockTimeout,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeout,
    idleTimeoutMillis: settings.idleTimeout,
    maxLifetimeSeconds: settings.maxLifetime / seconds,
    application_name: settings.applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * seconds,
    // Idle connections alone don't keep a process that was asked to stop.
    allowExitOnIdle: true,
  };
}
