import { contentSecurityPolicy } from '~/content-security-policy.server';
import { env } from '~/env.server';
import { isRead } from '~/request.server';
import type { Exchange } from '~/server/exchange';
import styles from '~/styles/shop.css?url';

type Words = { title: string; text: string };

const late: Words = {
  title: 'Back in a moment',
  text: 'The shop takes longer to answer than it should. Nothing is lost; this page tries again by itself.',
};
const lateSave: Words = {
  title: 'Not sure that worked',
  text: 'The shop took too long to answer, so it is not known whether this was saved. Go back and send it again: what is sent twice is saved once.',
};
const broken: Words = {
  title: 'Something broke on our side',
  text: 'It is not your doing, and we have been told of it. Please try again in a moment.',
};

/** Seconds after which a browser, or a machine, may ask again. */
const retryAfter = 5;

/** What answers when the pages' own code has not, in time. */
export function lateAnswer(exchange: Exchange): Response {
  const reads = isRead(exchange.req);
  return answer(exchange, 503, reads ? late : lateSave, reads);
}

/** What answers when the pages' own code has failed. */
export function brokenAnswer(exchange: Exchange): Response {
  return answer(exchange, 500, broken, false);
}

function answer({ req, id }: Exchange, status: number, words: Words, again: boolean): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (status === 503) headers.set('Retry-After', String(retryAfter));
  if (!(req.headers.accept ?? '').includes('text/html')) {
    return Response.json(
      { status, error: words.title, message: words.text, id },
      { status, headers },
    );
  }
  const html = page(words, again, id);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', contentSecurityPolicy());
  return new Response(html, { status, headers });
}

function page({ title, text }: Words, again: boolean, id: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">${again ? `\n<meta http-equiv="refresh" content="${retryAfter}">` : ''}
<title>${title} · ${escape(env.SHOP_NAME)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styles}">
</head>
<body>
<main id="main" class="page error-page">
<h1>${title}</h1>
<p>${text}</p>
<p>If you tell us about it, mention <code>${id}</code>.</p>
<p class="actions">${again ? '<a class="button" href="">Try again</a> ' : ''}<a class="button quiet" href="/">Go to the front page</a></p>
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
