/** What the log tells of a request. */
export type RequestFacts = {
  id: string;
  method: string | undefined;
  /** As it was sent, without its query. */
  path: string;
  route: string | undefined;
  /** Of the trace that it was part of. */
  trace: string | undefined;
  status: number;
  /** Where its answer came from, if the shared cache had a say in it. */
  cache: string | undefined;
  /** Until it was answered, to a tenth. */
  ms: number;
  bytes: number;
  /** Whether the client left before it had the whole answer. */
  left: boolean;
};

/**
 * The line of a request, as pino would write it, in a third of its time: docs/decisions/075-a-line-for-each-request.md.
 * @param masked hides secrets. The path is all that a client can put into the line: the rest is of the server's own making,
 *   or of no other characters than letters, digits and a few signs.
 */
export function requestLine(
  level: 'debug' | 'info',
  facts: RequestFacts,
  masked: (json: string) => string,
): string {
  const { id, method = '', path, route, trace, status, cache, ms, bytes, left } = facts;
  return (
    `{"level":"${level}","time":"${clock()}","event":"request","id":"${id}","method":"${method}"` +
    `,"path":${masked(JSON.stringify(path))}` +
    (route === undefined ? '' : `,"route":"${route}"`) +
    (trace === undefined ? '' : `,"trace":"${trace}"`) +
    `,"status":${status}` +
    (cache === undefined ? '' : `,"cache":"${cache}"`) +
    `,"ms":${ms},"bytes":${bytes}${left ? ',"left":true' : ''}}\n`
  );
}

let at = 0;
let text = '';

/** The time in ISO 8601, made once a millisecond. */
function clock(): string {
  const now = Date.now();
  if (now !== at) {
    at = now;
    text = new Date(now).toISOString();
  }
  return text;
}
