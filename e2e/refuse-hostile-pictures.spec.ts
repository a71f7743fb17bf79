import { randomUUID } from 'node:crypto';
import { request as ask } from 'node:http';
import { hostilePictures, PAYLOAD } from '../scripts/test/hostile-pictures';
import { expect, openSession, signed, test } from './admin-fixture';
import { query } from './query';

const pictures = 'SELECT count(*)::int AS n FROM image_file';

/** What kinds of files they say they are makes no difference to what they are served as. */
test('files that are two things at once are served as pictures, and as nothing else', async ({
  admin: page,
  shop,
}) => {
  const polyglots = (await hostilePictures()).filter(({ refused }) => refused === undefined);
  expect(polyglots.length).toBeGreaterThan(5);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  for (const { what, file } of polyglots) {
    const sent = await page.request.post('/admin/images', {
      headers: { Origin: shop.url },
      multipart: {
        key: randomUUID(),
        uploads: {
          name: file.name,
          mimeType: file.type,
          buffer: Buffer.from(await file.arrayBuffer()),
        },
      },
    });
    expect(sent.status(), what).toBe(200);
    const { images } = (await sent.json()) as { images: { id: string; widths: number[] }[] };
    const [image] = images;
    for (const format of ['avif', 'webp']) {
      const address = `/images/${image?.id}/${image?.widths[0]}.${format}`;
      const answer = await page.goto(address);
      expect(answer?.status(), what).toBe(200);
      const headers = answer?.headers() ?? {};
      expect(headers['content-type'], what).toBe(`image/${format}`);
      expect(headers['x-content-type-options'], what).toBe('nosniff');
      expect(headers['content-security-policy'], what).toMatch(/^default-src 'none'.*; sandbox$/);
      expect((await answer?.body())?.includes(PAYLOAD), what).toBe(false);
    }
    for (const name of ['320.html', '320.svg', '320.gif', '320.js', '320', '320.webp.html', '..']) {
      const answer = await page.request.get(`/images/${image?.id}/${name}`);
      expect([400, 404], `${what}, ${name}`).toContain(answer.status());
      expect(await answer.text(), what).not.toContain(PAYLOAD);
    }
  }
  expect(dialogs).toBe(0);
});

test('more bytes than a form may have are not kept, whatever is said of their number', async ({
  shop,
  request,
}) => {
  const { sessionId, userId } = await openSession(shop.databaseUrl);
  const before = await query(shop.databaseUrl, pictures);
  const said = shop.log().length;
  const piece = Buffer.alloc(1024 * 1024, 'x');
  const send = (headers: Record<string, string>, pieces: number) =>
    new Promise<number>((resolve, reject) => {
      const sending = ask(`${shop.url}/admin/images`, {
        method: 'POST',
        headers: {
          Cookie: `holdfast_admin=${signed(sessionId)}`,
          'Content-Type': 'multipart/form-data; boundary=x',
          ...headers,
        },
      });
      sending.once('error', reject);
      sending.once('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      const begin =
        '--x\r\nContent-Disposition: form-data; name="uploads"; filename="a.png"\r\n\r\n';
      sending.write(begin);
      const next = (left: number): void => {
        if (left === 0) sending.end();
        else sending.write(piece, () => next(left - 1));
      };
      next(pieces);
    });
  expect(await send({ 'Transfer-Encoding': 'chunked' }, 70)).toBe(411);
  expect(await send({ 'Content-Length': String(1024 ** 3) }, 2)).toBe(413);
  expect(await query(shop.databaseUrl, pictures)).toEqual(before);
  expect((await request.get('/admin/login')).status()).toBe(200);
  expect(shop.log().slice(said)).not.toContain('request.failed');
  await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});
