import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { disconnect, read } from '~/db.server';
import { action } from '~/routes/admin.preview';
import { textPreview } from '~/text-preview.server';
import { formOf, post, signIn } from '../scripts/test/admin';

let cookie = '';
beforeAll(async () => {
  cookie = await signIn();
});
afterAll(disconnect);

const nothing = { title: '', slug: '', description: '', seoTitle: '', seoDescription: '' };
const resultOf = (typed: Partial<typeof nothing>) =>
  textPreview({ ...nothing, ...typed }, 'https://shop.example').result;

test('what is left empty is what the shop puts in its place', () => {
  expect(resultOf({ title: 'Blue mug', description: '# A mug\n\nThrown **by hand**.' })).toEqual({
    title: 'Blue mug · Holdfast',
    address: 'https://shop.example/products/blue-mug',
    description: 'A mug Thrown by hand.',
  });
  const own = { slug: ' Cup ', seoTitle: 'Mugs by Holdfast', seoDescription: 'Two sentences.' };
  expect(resultOf({ title: 'Blue mug', description: 'A mug.', ...own })).toEqual({
    title: 'Mugs by Holdfast',
    address: 'https://shop.example/products/cup',
    description: 'Two sentences.',
  });
  expect(resultOf({}).description).toContain('Holdfast');
});

const answerSchema = z.object({ html: z.string() });

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script in a link', '[x](javascript:alert(1)) <a href="javascript:alert(1)">x</a>'],
  ['a picture that fails', '<img src=x onerror=alert(1)>'],
  ['an SVG', '<svg onload=alert(1)><script>alert(1)</script></svg>'],
  ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
  ['a form', '<form action="https://evil.example"><button>x</button></form>'],
  ['a style', '<style>*{display:none}</style><p style="position:fixed" class="x" id="main">x</p>'],
  ['an end of its place', '</div></section><script>alert(1)</script>'],
  ['NUL', 'a\0<script\0>alert(1)</script>'],
  ['text from right to left', '\u202e<script>alert(1)</script>'],
])('%s is harmless', async (_what, description) => {
  const answer = await post(action, { cookie, body: formOf([['description', description]]) });
  expect(answer.status).toBe(200);
  const { html } = answerSchema.parse(answer.body);
  expect(html).not.toMatch(/<(script|img|iframe|style|form|button|svg|section|div)/i);
  expect(html).not.toMatch(/<[^>]+\s(on\w+|style|class|id|src)=/i);
  expect(html).not.toMatch(/href="javascript/i);
});

test.each([
  ['10 MB of description', { description: 'x'.repeat(10 * 1024 * 1024) }],
  ['10 MB of title', { title: 'x'.repeat(10 * 1024 * 1024) }],
])('%s is refused with a word, and nothing is stored', async (_what, fields) => {
  const saves = () => read((db) => db.writeKey.count());
  const before = await saves();
  const answer = await post(action, { cookie, body: formOf(Object.entries(fields)) });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('longer than a product’s may be');
  expect(await saves()).toBe(before);
});
