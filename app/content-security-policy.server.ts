import { createHash } from 'node:crypto';

const base = [
  "default-src 'none'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

/** @param scripts sources that may run; none means that no script does. */
export function contentSecurityPolicy(scripts: string[] = []): string {
  return [...base, `script-src ${scripts.join(' ') || "'none'"}`].join('; ');
}

const withoutScripts = contentSecurityPolicy();

/**
 * Finds the scripts that were rendered with a mark as their nonce, which nothing that came from
 * elsewhere can have, and allows them by their hashes: a page may be kept and served again, which a
 * nonce would not survive.
 * @returns the page without the mark, and its policy.
 */
export function allowMarkedScripts(html: string, mark: string): { html: string; policy: string } {
  const nonce = ` nonce="${mark}"`;
  if (!html.includes(nonce)) return { html, policy: withoutScripts };
  const scripts = new Set<string>();
  const marked = new RegExp(`<script\\b([^>]*)${nonce}([^>]*)>([^]*?)</script>`, 'g');
  for (const [, before = '', after = '', code = ''] of html.matchAll(marked)) {
    scripts.add(/\ssrc=/.test(before + after) ? "'self'" : hashOf(code));
    // What a module script imports is ours too.
    if (/\stype="module"/.test(before + after)) scripts.add("'self'");
  }
  return { html: html.replaceAll(nonce, ''), policy: contentSecurityPolicy([...scripts].sort()) };
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
