import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { productSchema } from '~/models/product';
import { newSave } from '../../scripts/test/save';

// The hosts of these tests, and no other address inside the network.
process.env.PICTURES_FROM_NETWORK = '127.0.0.1';
const { downloadPicture } = await import('~/catalogue/download-picture.server');
const { fetchPendingImages } = await import('~/catalogue/fetch-images.server');
const { disconnect, read, transaction } = await import('~/db.server');
const { createProduct } = await import('~/models/product-write.server');

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => transaction((tx) => tx.product.deleteMany()));
afterAll(disconnect);

async function withHost<Result>(
  answer: RequestListener,
  work: (origin: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function makeProduct(slug: string, urls: string[]): Promise<void> {
  const images = urls.map((sourceUrl) => ({ sourceUrl }));
  const variants = [{ priceMinor: 1 }];
  const draft = { slug, title: slug, status: 'draft' as const, currency: 'EUR', variants, images };
  const made = await createProduct(newSave(), { input: productSchema.parse(draft) });
  if (!made.ok) throw new Error(made.message);
}

const stored = () =>
  read((db) =>
    db.productImage.findMany({
      orderBy: [{ product: { slug: 'asc' } }, { position: 'asc' }],
      select: { fileId: true, product: { select: { version: true } } },
    }),
  );

test('pictures are fetched once for all products, faults are told, and only what failed is tried again', async () => {
  const png = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const asked: string[] = [];
  let isThere = false;
  const answer: RequestListener = ({ url = '' }, response) => {
    asked.push(url);
    if (url === '/good.png' || (url === '/late.png' && isThere)) response.end(png);
    else if (url === '/page') response.end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    else if (url === '/huge') response.end(Buffer.alloc(21 * 1024 * 1024));
    else if (url === '/slow') return;
    else if (url === '/inside') response.writeHead(302, { Location: 'http://127.0.0.2/' }).end();
    else if (url === '/round') response.writeHead(301, { Location: '/round' }).end();
    else if (url === '/moved') response.writeHead(307, { Location: '/good.png' }).end();
    else response.writeHead(404).end();
  };
  await withHost(answer, async (origin) => {
    const good = `${origin}/good.png`;
    await makeProduct('a', [good, `${origin}/late.png`, `${origin}/page`]);
    await makeProduct('b', [good, `${origin}/huge`, `${origin}/slow`]);
    await makeProduct('c', [`${origin}/inside`, `${origin}/round`, `${origin}/moved`]);
    const { stored: fetched, failures } = await fetchPendingImages({ timeout: 2_000 });
    expect(fetched).toBe(2);
    expect(new Map(failures.map(({ url, reason }) => [url.slice(origin.length), reason]))).toEqual(
      new Map([
        ['/huge', expect.stringContaining('larger than 20 MB')],
        ['/inside', expect.stringContaining('into the network of the server')],
        ['/late.png', 'The host answered 404.'],
        ['/page', expect.stringContaining('no JPEG')],
        ['/round', expect.stringContaining('more than 5 times')],
        ['/slow', 'The host did not answer within 2 s.'],
      ]),
    );
    const images = await stored();
    const [first] = images;
    expect(first?.fileId).toMatch(/^[0-9a-f]{32}$/);
    expect(images.map(({ fileId }) => fileId)).toEqual([
      ...[first?.fileId, null, null],
      ...[first?.fileId, null, null],
      ...[null, null, first?.fileId],
    ]);
    expect(images.map(({ product }) => product.version)).toEqual(Array(9).fill(2));

    asked.length = 0;
    isThere = true;
    expect((await fetchPendingImages({ timeout: 2_000 })).stored).toBe(1);
    expect(asked).not.toContain('/good.png');
  });
});

test('a host that keeps failing is left in peace', async () => {
  let asked = 0;
  const answer: RequestListener = (_, response) => {
    asked += 1;
    response.writeHead(503).end();
  };
  await withHost(answer, async (origin) => {
    await makeProduct(
      'a',
      Array.from({ length: 60 }, (_, index) => `${origin}/${index}.jpg`),
    );
    const { failures } = await fetchPendingImages();
    expect(failures).toHaveLength(60);
    const untried = failures.filter(({ reason }) => reason.includes('not tried any more'));
    expect(untried).toHaveLength(60 - asked);
    // Five in a row, and those already under way.
    expect(asked).toBeLessThanOrEqual(5 + 3);
  });
});

test('what a host says beside “not found” is not waited for', async () => {
  let leave = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  const answer: RequestListener = (_, response) => {
    response.on('close', leave).writeHead(404).write('There is no such picture, and ');
  };
  await withHost(answer, async (origin) => {
    await expect(downloadPicture(`${origin}/gone.png`, 3_600_000)).rejects.toThrow('answered 404');
    await left;
  });
});
