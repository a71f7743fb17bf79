export const ELSEWHERE = 'This was sent from another site, so nothing was changed.';

type Said = { site: string | null; origin: string | null; host: string | null };

/**
 * Whether a request comes from one of the shop's own pages, as Go's net/http CrossOriginProtection
 * tells: by Sec-Fetch-Site, else by Origin against Host. A request with neither comes from no browser
 * that a page could misuse.
 */
export function isSameOrigin({ site, origin, host }: Said): boolean {
  if (site !== null) return site === 'same-origin' || site === 'none';
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}

/**
 * Refuses what another site's page makes the browser send, beyond what SameSite does.
 * @throws Response 403.
 */
export function requireSameOrigin({ headers, url }: Request): void {
  const site = headers.get('Sec-Fetch-Site');
  const host = headers.get('Host') ?? new URL(url).host;
  if (isSameOrigin({ site, origin: headers.get('Origin'), host })) return;
  throw new Response(ELSEWHERE, { status: 403, headers: { 'Cache-Control': 'no-store' } });
}
