import type { Marked } from 'marked';

/** Signs of emphasis in one paragraph: which of them make a pair takes a time that grows with their square. */
const mostSigns = 2_000;

/**
 * Markdown as the parser's HTML, nothing of it taken away. A text that the parser does not come to an end with, such as one of
 * thousands of nested quotes, which overflow its stack, or of thousands of underscores, is shown as it was written.
 */
export function markdownToHtml(marked: Marked, markdown: string): string {
  try {
    if (!isTangled(markdown)) return marked.parse(markdown, { async: false });
  } catch {
    // As it was written, then.
  }
  return `<p>${markdown.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`;
}

function isTangled(markdown: string): boolean {
  return markdown
    .split(/\n[ \t]*\n/)
    .some((paragraph) => (paragraph.match(/[_*]/g)?.length ?? 0) > mostSigns);
}
