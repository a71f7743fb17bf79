import type pg from 'pg';
import { clearDeadline, setDeadline } from '~/db/deadline.server';
import { RolledBackError } from '~/db/errors.server';

type Answered = (error: Error | null, result: pg.QueryResult) => void;
type Query = (...args: unknown[]) => unknown;

/**
 * Holds a connection's queries to two rules: each is answered in time, or the connection has fallen
 * silent; and a COMMIT that PostgreSQL answers with a rollback is an error.
 * node-postgres' own `query_timeout` takes a timer for each query, and leaves the connection as it is.
 * @param timeout ms
 * @param answered is told how many ms each statement took that succeeded.
 */
export function holdQueries(
  client: pg.PoolClient,
  timeout: number,
  silent: () => void,
  answered: (ms: number) => void,
): void {
  const query = client.query.bind(client) as Query;
  client.query = ((...args: unknown[]) => {
    const begun = performance.now();
    const deadline = { at: begun + timeout, expire: silent };
    setDeadline(deadline);
    const last = args.at(-1);
    if (typeof last === 'function') {
      const callback = last as Answered;
      args[args.length - 1] = ((error, result) => {
        clearDeadline(deadline);
        if (!error) answered(performance.now() - begun);
        callback(error, result);
      }) satisfies Answered;
      return query(...args);
    }
    const check = isCommit(args[0]) ? requireCommitted : asItIs;
    return (query(...args) as Promise<pg.QueryResult>).then(
      (result) => {
        clearDeadline(deadline);
        answered(performance.now() - begun);
        return check(result);
      },
      (error: unknown) => {
        clearDeadline(deadline);
        throw error;
      },
    );
  }) as typeof client.query;
}

function isCommit(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'text' in query && query.text === 'COMMIT';
}

const asItIs = (result: pg.QueryResult) => result;

function requireCommitted(result: pg.QueryResult): pg.QueryResult {
  if (result.command === 'COMMIT') return result;
  throw new RolledBackError(
    'PostgreSQL rolled the transaction back: a statement in it had failed, and its error was swallowed.',
  );
}
