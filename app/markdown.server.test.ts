import { describe, expect, it } from 'vitest';
import { plainText, renderMarkdown } from '~/markdown.server';

describe('renderMarkdown', () => {
  it('keeps the page’s own title the highest heading', () => {
    expect(renderMarkdown('# Care\n\n## Washing\n\n###### Small')).toBe(
      '<h3>Care</h3>\n<h4>Washing</h4>\n<h6>Small</h6>',
    );
    expect(renderMarkdown('<h1>Care</h1>')).toBe('<h3>Care</h3>');
  });

  it('renders what shopkeepers write', () => {
    const html = renderMarkdown(
      '**Oak**, *oiled*\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    );
    expect(html).toContain('<strong>Oak</strong>, <em>oiled</em>');
    expect(html).toContain('<li>two</li>');
    expect(html).toContain('<td>2</td>');
  });

  it('says of links that lead away that they do', () => {
    expect(renderMarkdown('[there](https://example.com/a)')).toBe(
      '<p><a href="https://example.com/a" rel="noopener nofollow">there</a></p>',
    );
    expect(renderMarkdown('[here](/products)')).toBe('<p><a href="/products">here</a></p>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt&colon;alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](//evil.example)',
    '![x](https://evil.example/pixel.gif)',
    '<svg><script>alert(1)</script></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<p style="position:fixed" onclick="alert(1)" class="x" id="main">x</p>',
    '<style>*{display:none}</style>',
    '<form action="https://evil.example"><input name=card></form>',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '`</code><script>alert(1)</script>`',
  ])('makes %j harmless', (markdown) => {
    const html = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(script|img|iframe|style|form|input|svg|math)/i);
    expect(html).not.toMatch(/<[^>]+\s(on\w+|style|class|id|src)=/i);
    expect(html).not.toMatch(/<[^>]+href="(javascript|data|\/\/)/i);
  });

  it.each([
    ['deep quotes', '>'.repeat(5_000)],
    ['deep lists', Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['many brackets', '['.repeat(20_000)],
    ['many emphases', '*a_ '.repeat(20_000)],
    ['deep elements', '<b>'.repeat(20_000)],
    ['too much of it', 'word '.repeat(200_000)],
  ])('survives %s', (_, markdown) => {
    expect(renderMarkdown(markdown).length).toBeLessThan(1_000_000);
  });
});

describe('plainText', () => {
  it('is one line of words, cut between two', () => {
    expect(plainText('# Care\n\nWash **gently** & dry <b>flat</b>.', 100)).toBe(
      'Care Wash gently & dry flat.',
    );
    expect(plainText('one two three four', 10)).toBe('one two …');
  });
});

it('shows thousands of underscores as they were written', () => {
  const text = '_a'.repeat(50_000);
  expect(renderMarkdown(text)).toBe(`<p>${text}</p>`);
});

it('says signs of HTML as they were meant', () => {
  expect(plainText('`&lt;` is &lt; and `&amp;` is &', 100)).toBe('&lt; is < and &amp; is &');
});
