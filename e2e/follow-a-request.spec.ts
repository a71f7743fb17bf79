import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, test } from './faults/fixtures';
import { openShop } from './fixtures';

type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  events?: { name: string; attributes: { key: string; value: { stringValue?: string } }[] }[];
};
type Sent = {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
};

const trace = { id: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const traceparent = `00-${trace.id}-${trace.span}-01`;

/** A collector of OTLP over HTTP. */
async function collect() {
  const spans: Span[] = [];
  const services = new Set<string | undefined>();
  const server = createServer((req, res) => {
    void json(req).then((body) => {
      for (const { resource, scopeSpans } of (body as Sent).resourceSpans) {
        const name = resource.attributes.find(({ key }) => key === 'service.name');
        services.add(name?.value.stringValue);
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      res.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  return { spans, services, server, url: await listen(server) };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Opens a shop with more in its environment. */
async function openWith(environment: Record<string, string>, databaseUrl: string) {
  Object.assign(process.env, environment);
  try {
    return await openShop(databaseUrl);
  } finally {
    for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
  }
}

test('a request’s way through the shop is a trace, in the one that a trusted proxy began', async ({
  faults,
  request,
}) => {
  const { spans, services, server, url } = await collect();
  const { shop, stop } = await openWith(
    { OTEL_EXPORTER_OTLP_ENDPOINT: url, TRUST_PROXY: 'loopback' },
    faults.url,
  );
  const page = `${shop.url}/search?q=lamp`;
  await request.get(page);
  faults.cut({ at: /FROM search_word/, when: 'sent', how: 'rst' });
  const answer = await request.get(page, { headers: { traceparent } });
  expect(answer.status()).toBe(200);
  await expect.poll(() => shop.log()).toContain(`"trace":"${trace.id}"`);
  // What waits is sent before the end.
  await stop();
  const ours = spans.filter(({ traceId }) => traceId === trace.id);
  const root = ours.find(({ parentSpanId }) => parentSpanId === trace.span);
  expect(root?.name).toBe('GET');
  const loader = ours.find(({ name }) => name === 'loader routes/_store.search');
  expect(loader?.parentSpanId).toBe(root?.spanId);
  const reads = ours.filter(({ name }) => name === 'database read');
  expect(reads.map(({ parentSpanId }) => parentSpanId)).toContain(loader?.spanId);
  const events = reads.flatMap((read) => read.events ?? []);
  expect(events.map(({ name }) => name)).toContain('retry');
  expect([...services]).toEqual(['holdfast']);
  expect(JSON.stringify(spans)).not.toContain('lamp');
  server.close();
});

test('a stranger’s trace is not taken over', async ({ faults, request }) => {
  const { spans, server, url } = await collect();
  const { shop, stop } = await openWith({ OTEL_EXPORTER_OTLP_ENDPOINT: url }, faults.url);
  await request.get(`${shop.url}/`, { headers: { traceparent } });
  await stop();
  expect(spans.length).toBeGreaterThan(0);
  expect(spans.map(({ traceId }) => traceId)).not.toContain(trace.id);
  server.close();
});

test('a collector that hangs, or is away, holds up neither a page nor the end', async ({
  faults,
  request,
}) => {
  const server = createServer(() => undefined);
  const hangs = await listen(server);
  for (const url of [hangs, 'http://127.0.0.1:9']) {
    const { shop, stop, died } = await openWith({ OTEL_EXPORTER_OTLP_ENDPOINT: url }, faults.url);
    expect((await request.get(`${shop.url}/products/harbour-mug`)).status()).toBe(200);
    await stop();
    expect(await died).toBe('Its process ended with 0.');
  }
  server.closeAllConnections();
  server.close();
});
