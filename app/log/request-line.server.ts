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

/** Paths whose form in a line is remembered: the same few are asked for again and again. */
const most = 500;

/**
 * Makes the line of a request, as pino would write it, in a fraction of its time:
 * docs/decisions/075-a-line-for-each-request.md.
 * @param masked hides secrets. The path is all that a client can put into the line: the rest is of the server's own making,
 *   or of no other characters than letters, digits and a few signs.
 */
export function requestLines(
  masked: (json: string) => string,
): (level: 'debug' | 'info', facts: RequestFacts) => string {
  const known = new Map<string, string>();

  function quoted(path: string): string {
    let text = known.get(path);
    if (text === undefined) {
      text = masked(JSON.stringify(path));
      if (known.size >= most) known.clear();
      known.set(path, text);
    }
    return text;
  }

  return (level, { id, method = '', path, route, trace, status, cache, ms, bytes, left }) =>
    `{"level":"${level}","time":"${clock()}","event":"request","id":"${id}","method":"${method}"` +
    `,"path":${quoted(path)}` +
    (route === undefined ? '' : `,"route":"${route}"`) +
    (trace === undefined ? '' : `,"trace":"${trace}"`) +
    `,"status":${status}` +
    (cache === undefined ? '' : `,"cache":"${cache}"`) +
    `,"ms":${ms},"bytes":${bytes}${left ? ',"left":true' : ''}}\n`;
}

let second = 0;
let text = '';
const milliseconds = Array.from({ length: 1000 }, (_, ms) => `${String(ms).padStart(3, '0')}Z`);

/** The time in ISO 8601, made once a second but for its end. */
function clock(): string {
  const now = Date.now();
  const ms = now % 1000;
  if (now - ms !== second) {
    second = now - ms;
    text = new Date(second).toISOString().slice(0, -'000Z'.length);
  }
  return `${text}${milliseconds[ms] ?? ''}`;
}
