import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { createRequest, sendResponse } from '@remix-run/node-fetch-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isAdminPath } from '~/admin-path';
import { deadlines, disconnect, lookAtSchema } from '~/db.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { hasManagement } from '~/management-gate.server';
import { hasMetrics } from '~/metrics-gate.server';
import { renderedPage } from '~/rendered-page.server';
import { type Refusal, refusalOf } from '~/refusal.server';
import { endRequest, isRead, type RequestContext, runInRequest } from '~/request.server';
import { securityHeaders } from '~/security-headers.server';
import { logWhenAnswered } from '~/server/access-log';
import { answerInTime } from '~/server/deadline';
import { acceptedEncoding, encode, encodePage } from '~/server/encoding';
import { beginExchange, type Exchange, trusting } from '~/server/exchange';
import { answerHealth } from '~/server/health';
import { discardRest } from '~/server/leftover';
import { limits, refuseMalformed } from '~/server/limits';
import { Shutdown } from '~/server/shutdown';
import { brokenAnswer, lateAnswer } from '~/server/stand-in';
import { readStaticFiles, serveStatic } from '~/server/static-files';
import { tellRoutes } from '~/server/told-routes';
import { watcher } from '~/telemetry/watcher.server';

/**
 * Serves the shop until the process is told to stop. A request goes through: log, health,
 * static files, refusals, deadline, Remix.
 * @param build what Remix's build exports.
 * @param address where to listen, and the folder with the files for browsers.
 * @throws what listening throws, such as EADDRINUSE.
 */
export async function serveShop(
  build: ServerBuild,
  address: { host: string; port: number; files: string },
): Promise<Server> {
  const trust = trusting(env.TRUST_PROXY);
  const files = readStaticFiles(address.files);
  const told = tellRoutes(build);
  const answerAdmin = createRequestHandler(adminBuild(told), env.NODE_ENV);
  const answerCustomer = createRequestHandler(customerBuild(told), env.NODE_ENV);

  const server = createServer(limits, (req, res) => void answer(req, res));
  const shutdown = new Shutdown(server, env.SHUTDOWN_DRAIN_MS, disconnect);

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (shutdown.stopping) res.setHeader('Connection', 'close');
    for (const [name, value] of securityHeaders) res.setHeader(name, value);
    const exchange = beginExchange(req, res, trust);
    if (!exchange) return refuse(res, unreadable);
    res.setHeader('X-Request-Id', exchange.id);
    logWhenAnswered(exchange);
    if (answerHealth(exchange, shutdown.stopping)) return;
    if (serveStatic(files, exchange)) return;
    const refusal = refusalOf(req);
    if (refusal) return refuse(res, refusal);
    await shutdown.waitFor(answerByPage(exchange));
  }

  async function answerByPage(exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    try {
      const response = await page(exchange);
      const encoding = acceptedEncoding(req.headers['accept-encoding']);
      const rendered = renderedPage(response);
      if (rendered === undefined) await sendResponse(res, await encode(response, encoding));
      else sendPage(res, response, encodePage(response.headers, rendered, encoding));
    } catch (error) {
      if (res.destroyed) return;
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
    const remix = isAdminPath(exchange.path) ? answerAdmin : answerCustomer;
    return answerInTime(
      req,
      context,
      budget,
      () => runInRequest(context, () => remix(request, {})),
      () => lateAnswer(exchange),
    );
  }

  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  void lookAtSchema();
  watcher.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => shutdown.begin());
  return server;
}

/** Without its secret, the management of the database is an unknown address like any other. */
function adminBuild(build: ServerBuild): ServerBuild {
  return hasManagement ? build : without(build, 'routes/admin.database');
}

/**
 * Remix looks at each route several times for each request: customers' have no use for the admin's, which are most.
 * Without their token, the metrics are an unknown address.
 */
function customerBuild(build: ServerBuild): ServerBuild {
  const customers = without(build, 'routes/admin');
  return hasMetrics ? customers : without(customers, 'routes/metrics');
}

/** @param ids how the ids of the routes begin that are to be unknown */
function without(build: ServerBuild, ids: string): ServerBuild {
  const keep = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => !id.startsWith(ids)));
  return {
    ...build,
    routes: keep(build.routes),
    assets: { ...build.assets, routes: keep(build.assets.routes) },
  };
}

const unreadable: Refusal = {
  status: 400,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' },
  text: 'This is no address that the shop can read.',
};

function sendPage(res: ServerResponse, { status, headers }: Response, page: Buffer): void {
  const cookies = headers.getSetCookie();
  for (const [name, value] of headers) if (name !== 'set-cookie') res.setHeader(name, value);
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies);
  res.writeHead(status).end(page);
}

function refuse(res: ServerResponse, { status, headers, text }: Refusal): void {
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  res.end(res.req.method === 'HEAD' ? undefined : text);
}
