import {
  createServer,
  type RequestListener,
  type Server,
  type ServerOptions,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { closeSilent } from '~/server/silence';

const seconds = 1000;

/** What one client may take up, so that slow or endless ones leave room for others. */
const limits: ServerOptions = {
  /** Bytes of the request line and all headers. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15 * seconds,
  /** For a whole request: 64 MB of pictures over a line of 2 Mbit/s. */
  requestTimeout: 300 * seconds,
  /** Longer than the 60 s for which nginx keeps its connections: so it is the proxy that closes them. */
  keepAliveTimeout: 75 * seconds,
  /** How often those above are looked at. */
  connectionsCheckingInterval: 5 * seconds,
};

/** ms; longer than anything in the shop is silent that sends bit by bit: events come every 2 s. */
const patience = 120 * seconds;

/**
 * ms for which a connection may carry nothing, in either direction, while it is asked for something: whoever doesn't read holds
 * what was made for it.
 * @param longest ms that an answer may take to be made: nothing is sent meanwhile.
 */
export function silenceFor(longest: number): number {
  return Math.max(patience, 2 * longest);
}

/**
 * A server that heeds these.
 * @param longest ms that an answer may take to be made: nothing is sent meanwhile.
 * @param silence ms for which a connection may carry nothing.
 */
export function createBoundedServer(
  answer: RequestListener,
  longest: number,
  silence = silenceFor(longest),
): Server {
  const server = createServer(limits, answer);
  closeSilent(server, silence);
  server.on('clientError', refuseMalformed);
  return server;
}

const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no request that HTTP knows, and closes the connection. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = statuses[error.code ?? ''] ?? 400;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
