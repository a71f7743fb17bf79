import { expect, test } from './fixtures';

const paths = ['/', '/products', '/products/harbour-mug', '/search', '/admin', '/admin/login'];

for (const method of ['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
  test(`${method} changes nothing and breaks nothing`, async ({ request }) => {
    for (const path of paths) {
      const answer = await request.fetch(path, { method, maxRedirects: 0 });
      expect(answer.status(), path).toBe(405);
    }
    expect((await request.get('/')).status()).toBe(200);
  });
}

for (const origin of ['https://evil.example', 'null', 'nonsense']) {
  test(`a form sent from ${origin} is refused in words`, async ({ request }) => {
    for (const path of paths) {
      const answer = await request.post(path, { headers: { Origin: origin }, form: { a: 'b' } });
      expect(answer.status(), path).toBe(403);
      expect(await answer.text()).toContain('sent from another site');
    }
  });
}

test('nobody asks in the manner of Remix 1', async ({ request }) => {
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const answer = await request.fetch(`${path}?_data=root`, { method, maxRedirects: 0 });
      expect(answer.status(), path).toBe(400);
    }
  }
});
