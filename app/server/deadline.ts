import type { IncomingMessage } from 'node:http';
import type { RequestContext } from '~/request.server';

/** ms after its deadline in which whoever answers may still say itself that it is late. */
export const grace = 1_000;

/**
 * The answer to a request, or what stands in for it when it is late. The time counts from when the
 * request is here whole: a big upload over a slow line is not the shop's to answer for yet.
 * @param req null for one that has no body.
 * @param budget ms
 */
export async function answerInTime(
  req: IncomingMessage | null,
  context: RequestContext,
  budget: number,
  answer: () => Promise<Response>,
  late: () => Response,
): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp = (_: null) => {};
  const tooLate = new Promise<null>((resolve) => (giveUp = resolve));
  const begin = () => {
    context.deadline = performance.now() + budget;
    timer = setTimeout(giveUp, budget + grace, null);
  };
  if (req && hasBody(req)) req.once('end', begin);
  else begin();
  const answering = answer();
  try {
    const first = await Promise.race([answering, tooLate]);
    if (first) return first;
    // Whatever still comes, nobody reads it.
    answering.then((response) => response.body?.cancel()).catch(() => undefined);
    return late();
  } finally {
    // An answer may come before all of the request has.
    req?.off('end', begin);
    clearTimeout(timer);
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
