/**
 * What a page can't do without.
 * @throws a 503 when it can't be had now; whatever was thrown as an answer goes through.
 */
export async function needed<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Response) throw error;
    report(error);
    throw new Response(null, { status: 503 });
  }
}

/** What a page can do without: when it can't be had, the page goes on with less. */
export async function optional<Result, Less>(
  result: Promise<Result>,
  less: Less,
): Promise<Result | Less> {
  try {
    return await result;
  } catch (error) {
    report(error);
    return less;
  }
}

function report(error: unknown): void {
  console.error('A page went without data:', error instanceof Error ? error.message : error);
}

/** To throw where an address leads nowhere. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}
