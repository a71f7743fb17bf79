import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { markdownToHtml } from '~/markdown-html';

/** Characters that are rendered; products hold at most 100,000. */
const longest = 120_000;

const marked = new Marked({
  gfm: true,
  async: false,
  walkTokens(token) {
    // The page's title is the h1, its sections are h2.
    if (token.type === 'heading') token.depth = Math.min(Number(token.depth) + 2, 6);
  },
});

const rules: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
    ...['ul', 'ol', 'li', 'strong', 'em', 'del', 's', 'sub', 'sup', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel', 'title'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 30,
  transformTags: {
    h1: 'h3',
    b: 'strong',
    i: 'em',
    a: (tagName, { href, title }) => ({
      tagName,
      attribs: {
        ...(href ? { href } : {}),
        ...(title ? { title } : {}),
        ...(/^(https?:)?\/\//i.test(href ?? '') ? { rel: 'noopener nofollow' } : {}),
      },
    }),
  },
};

/** Markdown, which may hold HTML, as HTML that is safe on any page: no scripts, styles, pictures or frames. */
export function renderMarkdown(markdown: string): string {
  return sanitizeHtml(markdownToHtml(marked, markdown.slice(0, longest)), rules).trim();
}

/** The words alone, on one line, cut at a word's end: for descriptions that machines show. */
export function plainText(markdown: string, length: number): string {
  const text = sanitizeHtml(markdownToHtml(marked, markdown.slice(0, 4_000)), {
    allowedTags: [],
    allowedAttributes: {},
  })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, '')} …`;
}
