import { expect, test } from 'vitest';
import { readDescription, toMarkdown, writeDescription } from '~/catalogue/description.server';

test('a table becomes one of Markdown; a large one stays as it is, and so does its file', () => {
  const table = (rows: number) =>
    `<table><tbody>${'<tr><td>a</td><td>b</td></tr>'.repeat(rows)}</tbody></table>`;
  expect(toMarkdown(table(2))).toContain('| a   | b   |');
  expect(toMarkdown(table(2_000))).toBe(table(2_000));
  const html = table(2_000);
  const described = readDescription({ html, markdown: undefined }, null);
  expect(writeDescription(described).html).toBe(html);
});

test.each([
  ['nested quotes', '>'.repeat(5_000)],
  ['underscores', '_a'.repeat(50_000)],
])('thousands of %s go out and come back', (_what, description) => {
  expect(readDescription(writeDescription({ description }), null).description).toBe(description);
});

test('a heap of white space is gone through once', () => {
  expect(toMarkdown(`<p>a${'\u00a0'.repeat(1_000_000)}b</p>`)).toBe('a b');
});
