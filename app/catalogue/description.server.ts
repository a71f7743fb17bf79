import { strikethrough, tables } from '@joplin/turndown-plugin-gfm';
import { Marked } from 'marked';
import { createHash } from 'node:crypto';
import sanitizeHtml from 'sanitize-html';
import TurndownService from 'turndown';
import { markdownToHtml } from '~/markdown-html';

/**
 * Descriptions are Markdown in the shop and HTML in files. HTML that Markdown can't give back as it
 * was is kept beside it, for as long as the Markdown made of it is not edited.
 */
export type KeptHtml = { source: string; /** Of the Markdown it stands for. */ hash: string };

const marked = new Marked({ gfm: true, async: false });

function converter(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  return turndown.use(strikethrough).keep(['sub', 'sup']);
}

const usual = converter().use(tables);
/** Writing a table in Markdown takes a time that grows with more than the square of its cells: a large one stays HTML. */
const forLargeTables = converter().keep(['table']);
const mostCells = 200;

const withoutScripts: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'del', 'img'],
  allowedAttributes: { a: ['href', 'title'], img: ['src', 'alt', 'title'], ol: ['start'] },
  nestingLimit: 50,
};

function toHtml(markdown: string): string {
  return markdownToHtml(marked, markdown).trim();
}

export function toMarkdown(html: string): string {
  const clean = sanitizeHtml(html, withoutScripts).replace(/\s{1000,}/g, ' ');
  const cells = clean.match(/<t[dh]\b/g)?.length ?? 0;
  return (cells > mostCells ? forLargeTables : usual).turndown(clean).trim();
}

/** What a file says of a description; undefined where it has no such column. */
type Cells = { html: string | undefined; markdown: string | undefined };
type Described = { description: string; html?: KeptHtml };

/** The cells that say all of a description: Markdown only where the HTML alone would not give it back. */
export function writeDescription({ description, html: kept }: Described): Required<Cells> {
  const html = kept?.hash === hashOf(description) ? kept.source : toHtml(description);
  return { html, markdown: toMarkdown(html) === description ? '' : description };
}

/**
 * The description that cells speak of. Markdown goes before HTML; HTML that is the existing
 * description's changes nothing.
 */
export function readDescription({ html, markdown }: Cells, existing: Described | null): Described {
  const source = html?.replace(/\r\n?/g, '\n');
  if (markdown) return withHtml(markdown.replace(/\r\n?/g, '\n'), source ?? '');
  if (source === undefined) return existing ?? { description: '' };
  if (existing && isHtmlOf(source, existing)) return existing;
  return withHtml(toMarkdown(source), source);
}

function isHtmlOf(source: string, { description, html }: Described): boolean {
  if (html?.hash === hashOf(description)) return html.source === source;
  return source === toHtml(description);
}

function withHtml(description: string, source: string): Described {
  if (source === '' || source === toHtml(description)) return { description };
  return { description, html: { source, hash: hashOf(description) } };
}

function hashOf(description: string): string {
  return createHash('sha256').update(description).digest('hex').slice(0, 16);
}
