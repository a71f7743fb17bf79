import type { ServerBuild } from '@remix-run/node';
import { createRequest, sendResponse } from '@remix-run/node-fetch-server';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { importWorker } from '~/catalogue/import-worker.server';
import { deadlines, disconnect, lookAtSchema } from '~/db.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { bulkSettled, watchBulk } from '~/models/bulk-run.server';
import { renderedPage } from '~/rendered-page.server';
import { type Refusal, refusalOf } from '~/refusal.server';
import { endRequest, isRead, type RequestContext, runInRequest } from '~/request.server';
import { policyOfFiles, securityHeaders } from '~/security-headers.server';
import { logWhenAnswered } from '~/server/access-log';
import type { SharedOutcome, Wanted } from '~/server/cache/fill';
import { openCache } from '~/server/cache/open';
import { PublicationWatch } from '~/server/cache/publications';
import { answerInTime } from '~/server/deadline';
import { acceptedEncoding, encode, encodePage, isCompressible } from '~/server/encoding';
import { beginExchange, type Exchange, trusting } from '~/server/exchange';
import { answerHealth } from '~/server/health';
import { discardRest } from '~/server/leftover';
import { createBoundedServer } from '~/server/limits';
import { answersFrom } from '~/server/routes-for';
import { Shutdown } from '~/server/shutdown';
import { brokenAnswer, lateAnswer } from '~/server/stand-in';
import { readStaticFiles, serveStatic } from '~/server/static-files';
import { traced, traceIfAsked } from '~/server/traced';
import { tellRoutes } from '~/server/told-routes';
import { watcher } from '~/telemetry/watcher.server';
import { flushTraces } from '~/tracing.server';

/**
 * Serves the shop until the process is told to stop. A request goes through: log, kept pages, health,
 * static files, refusals, the cache that makes them, deadline, Remix.
 * @param build what Remix's build exports.
 * @param address where to listen, and the folder with the files for browsers.
 * @throws what listening throws, such as EADDRINUSE.
 */
export async function serveShop(
  build: ServerBuild,
  address: { host: string; port: number; files: string },
): Promise<Server> {
  await traceIfAsked();
  const trust = trusting(env.TRUST_PROXY);
  const files = readStaticFiles(address.files);
  const remix = answersFrom(tellRoutes(build));

  const server = createBoundedServer(answer, deadlines.write);
  const kept = await openCache(make);
  // A cache has its own.
  const publications = kept ? null : new PublicationWatch();
  publications?.ask();
  const shutdown = new Shutdown(server, env.SHUTDOWN_DRAIN_MS, async () => {
    publications?.stop();
    const settled = Promise.all([importWorker.settled(), bulkSettled()]);
    const [diskAnswers = true] = await Promise.all([
      kept?.close(),
      Promise.race([settled, delay(workPatience)]),
    ]);
    // Node waits at its exit for a thread that waits for the disk.
    if (!diskAnswers) process.once('exit', () => process.kill(process.pid, 'SIGKILL'));
    await disconnect();
    await flushTraces();
  });

  function answer(req: IncomingMessage, res: ServerResponse): void {
    const exchange = beginExchange(req, res, trust);
    if (shutdown.stopping) res.setHeader('Connection', 'close');
    const atOnce = exchange && kept?.cache.answerAtOnce(exchange);
    if (exchange) logWhenAnswered(exchange);
    if (atOnce) return;
    for (const [name, value] of securityHeaders) res.setHeader(name, value);
    // A page brings its own.
    res.setHeader('Content-Security-Policy', policyOfFiles);
    if (!exchange) return refuse(res, unreadable);
    res.setHeader('X-Request-Id', exchange.id);
    if (answerHealth(exchange, shutdown.stopping)) return;
    if (serveStatic(files, exchange)) return;
    const refusal = refusalOf(req);
    if (refusal) return refuse(res, refusal);
    void shutdown.waitFor(traced(exchange, () => answerByPage(exchange)));
  }

  async function answerByPage(exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    try {
      if (await kept?.cache.answer(exchange, (outcome) => sendShared(exchange, outcome))) return;
      const response = await page(exchange);
      // Whoever has saved something finds it in the shop at once.
      if (!isRead(req) && response.status < 400) await kept?.caughtUp();
      const encoding = acceptedEncoding(req.headers['accept-encoding']);
      const rendered = renderedPage(response);
      if (rendered === undefined) await sendResponse(res, await encode(response, encoding));
      else sendPage(res, response, encodePage(response.headers, rendered, encoding));
    } catch (error) {
      if (res.destroyed) return;
      if (error instanceof TooLate) return await sendResponse(res, lateAnswer(exchange));
      log.error(
        { event: 'request.failed', id: exchange.id, err: error },
        `${req.method} ${exchange.path} failed.`,
      );
      if (res.headersSent) res.destroy();
      else await sendResponse(res, brokenAnswer(exchange));
    } finally {
      if (exchange.context) endRequest(exchange.context);
      discardRest(req);
    }
  }

  function page(exchange: Exchange): Promise<Response> {
    const { req, res, id, client, begun, protocol } = exchange;
    const request = createRequest(req, res, { protocol });
    const budget = isRead(req) ? deadlines.read : deadlines.write;
    const context: RequestContext = {
      id,
      client,
      deadline: begun + budget,
      signal: request.signal,
    };
    exchange.context = context;
    return answerInTime(
      req,
      context,
      budget,
      () => runInRequest(context, () => remix.anyone(request, {})),
      () => lateAnswer(exchange),
    );
  }

  /** What anybody is answered. Its work does not end with whoever happened to ask first. */
  async function make({ origin, address, id }: Wanted) {
    const abort = new AbortController();
    const { signal } = abort;
    const request = new Request(origin + address, { headers: { Accept: 'text/html' }, signal });
    const deadline = performance.now() + deadlines.read;
    const context: RequestContext = { id, client: '', deadline, signal };
    try {
      const response = await answerInTime(
        null,
        context,
        deadlines.read,
        () => runInRequest(context, () => remix.customer(request, {})),
        () => {
          abort.abort();
          throw new TooLate();
        },
      );
      return { response, route: context.route };
    } finally {
      endRequest(context);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  void lookAtSchema();
  watcher.start();
  importWorker.watch();
  watchBulk();
  // Whoever asks a shop that only this machine reaches knows it by this name; from elsewhere it has another.
  kept?.warm(isLocal(address.host) ? `http://localhost:${address.port}` : undefined);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => shutdown.begin());
  return server;
}

function isLocal(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/** ms that an import or a change of many products may take to end its part; another process does the rest. */
const workPatience = 3_000;

const unreadable: Refusal = {
  status: 400,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' },
  text: 'This is no address that the shop can read.',
};

/** What made an answer for all who asked has taken longer than any of them may wait. */
class TooLate extends Error {}

function sendShared(exchange: Exchange, { status, headers, body, id, route }: SharedOutcome): void {
  const { req, res } = exchange;
  exchange.route = route;
  const own = new Headers(headers);
  const encoding = acceptedEncoding(req.headers['accept-encoding']);
  const compressible = isCompressible(headers.get('Content-Type') ?? '');
  res.setHeader('X-Request-Id', id);
  sendPage(res, { status, headers: own }, encodePage(own, body, compressible ? encoding : null));
}

function sendPage(
  res: ServerResponse,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  page: Buffer,
): void {
  const cookies = headers.getSetCookie();
  for (const [name, value] of headers) if (name !== 'set-cookie') res.setHeader(name, value);
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies);
  res.writeHead(status).end(page);
}

function refuse(res: ServerResponse, { status, headers, text }: Refusal): void {
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  res.end(res.req.method === 'HEAD' ? undefined : text);
}
