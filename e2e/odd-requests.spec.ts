import { expect, test } from './fixtures';

const paths = ['/', '/products', '/products/harbour-mug', '/search', '/admin', '/admin/login'];

for (const method of ['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
  test(`${method} changes nothing and breaks nothing`, async ({ request }) => {
    for (const path of paths) {
      const answer = await request.fetch(path, { method, maxRedirects: 0 });
      expect(answer.status(), path).toBeGreaterThanOrEqual(300);
      expect(answer.status(), path).toBeLessThan(500);
    }
    expect((await request.get('/')).status()).toBe(200);
  });
}
