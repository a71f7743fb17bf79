import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** ms between two looks at a member's health. */
const look = 100;

/**
 * Spreads requests over a shop's instances as a cluster's balancer does: it keeps its connections, asks each member's
 * `/healthz`, and sends nothing new to one that does not say 200. Each request is sent once: what fails is a 502, so
 * that nothing is hidden.
 */
export async function startBalancer(members: string[]) {
  const agent = new Agent({ keepAlive: true });
  const serving = new Set<string>();
  const stopping = new AbortController();
  let turn = 0;

  const watch = async (member: string) => {
    while (!stopping.signal.aborted) {
      const health = await fetch(`${member}/healthz`).then(
        async (answer) => answer.arrayBuffer().then(() => answer.ok),
        () => false,
      );
      if (health) serving.add(member);
      else serving.delete(member);
      await delay(look);
    }
  };
  const watching = Promise.all(members.map(watch));

  const server = createServer((req, res) => {
    const up = [...serving];
    const member = up[(turn += 1) % up.length];
    if (member) pass(req, res, new URL(req.url ?? '', member), agent);
    else res.writeHead(503).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serves: (member: string) => serving.has(member),
    async stop() {
      stopping.abort();
      await watching;
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

function pass(req: IncomingMessage, res: ServerResponse, url: URL, agent: Agent): void {
  const { connection: _, ...headers } = req.headers;
  const asked = request(url, { method: req.method, headers, agent }, (answer) => {
    const { connection: _, 'keep-alive': __, ...kept } = answer.headers;
    res.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(res);
    answer.on('error', () => res.destroy());
  });
  asked.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(502).end()));
  req.pipe(asked);
}
