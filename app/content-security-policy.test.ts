import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { allowMarkedScripts, contentSecurityPolicy } from '~/content-security-policy.server';

const mark = 'a1b2';
const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

test('a page without scripts of ours runs none', () => {
  const { html, policy } = allowMarkedScripts('<p>mug</p><script>alert(1)</script>', mark);
  expect(html).toBe('<p>mug</p><script>alert(1)</script>');
  expect(policy).toBe(contentSecurityPolicy());
  expect(policy).toMatch(/script-src 'none'$/);
});

test('marked scripts are allowed by their hashes, the others are not, and no mark stays', () => {
  const code = 'if (1 < 2) go("</p>");\n';
  const { html, policy } = allowMarkedScripts(
    `<script>alert(1)</script><script nonce="${mark}">${code}</script><script nonce="guess">alert(2)</script>`,
    mark,
  );
  expect(html).toBe(
    `<script>alert(1)</script><script>${code}</script><script nonce="guess">alert(2)</script>`,
  );
  expect(policy).toContain(`script-src ${hash(code)}`);
  expect(policy).not.toContain(hash('alert(1)'));
  expect(policy).not.toContain(hash('alert(2)'));
});

test('a script from a file, and what a module imports, come from the shop alone', () => {
  const file = allowMarkedScripts(`<script src="/assets/a.js" nonce="${mark}"></script>`, mark);
  expect(file.policy).toMatch(/script-src 'self'$/);
  const code = 'import "/assets/a.js";';
  const inline = allowMarkedScripts(`<script nonce="${mark}" type="module">${code}</script>`, mark);
  expect(inline.policy).toMatch(/script-src /);
  expect(inline.policy).toContain("'self'");
  expect(inline.policy).toContain(hash(code));
});
