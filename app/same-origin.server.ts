/**
 * Refuses what another site's page makes the browser send, beyond what SameSite does: as Go's
 * net/http CrossOriginProtection, by Sec-Fetch-Site, else by Origin against Host. A request with
 * neither comes from no browser that a page could misuse.
 * @throws Response 403.
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site === 'same-origin' || site === 'none') return;
  const origin = request.headers.get('Origin');
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  if (site === null && (origin === null || hostOf(origin) === host)) return;
  throw new Response('This was sent from another site, so nothing was changed.', {
    status: 403,
    headers: { 'Cache-Control': 'no-store' },
  });
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
