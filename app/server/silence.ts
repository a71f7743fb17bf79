import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Looks within the time that a connection may be silent. */
const looks = 4;

/**
 * Closes connections that are asked for something and carry nothing, in either direction: after `silence`, and up to half of
 * it more. Node's own `server.timeout` sets a clock for each request, which a page out of the cache feels. Here one is set
 * only for what was silent between two looks; what is asked for nothing has Node's clock for that, `keepAliveTimeout`.
 * @param silence ms
 */
export function closeSilent(server: Server, silence: number): void {
  /** Bytes that each connection had carried at the last look. */
  const carried = new Map<Socket, number>();
  server.on('connection', (socket: Socket) => {
    carried.set(socket, -1);
    socket.once('close', () => carried.delete(socket));
  });
  const looking = setInterval(() => {
    for (const [socket, before] of carried) {
      const now = socket.bytesRead + socket.bytesWritten;
      if (now === before && !socket.timeout) socket.setTimeout(silence);
      carried.set(socket, now);
    }
  }, silence / looks);
  looking.unref();
  server.once('close', () => clearInterval(looking));
}
