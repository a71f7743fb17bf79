import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { relative } from 'node:path';
import { inProject } from '../paths.js';

/**
 * One start at a time in a folder. The lock is a socket that someone listens on, so it can not outlive its
 * holder; a connection to it tells who holds it, and closes when they let go.
 * @typedef {{ name: string, url?: string }} Holder `name` is what the holder calls itself
 * @typedef {{ holder: Holder, release: () => void }} Lock `holder` may be changed while it is held
 */

/** A socket's path may have about 100 bytes, so take the shorter one. */
function address() {
  const path = inProject('.data/start.sock');
  if (process.platform === 'win32') return `\\\\.\\pipe\\${path.replace(/[:\\/]/g, '-')}`;
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}

/**
 * Takes the lock, or tells who has it.
 * @param {Holder} holder
 * @returns {Promise<{ lock: Lock } | { heldBy: Holder, released: Promise<void> }>}
 */
export async function takeLock(holder) {
  const other = await findHolder();
  if (other) return other;
  if (process.platform !== 'win32') rmSync(address(), { force: true });
  const lock = { holder, release: () => void server.close() };
  /** @type {Set<import('node:net').Socket>} */
  const waiting = new Set();
  const server = createServer((socket) => {
    waiting.add(socket.on('error', () => waiting.delete(socket)));
    socket.write(`${JSON.stringify(lock.holder)}\n`);
  });
  lock.release = () => {
    server.close();
    for (const socket of waiting) socket.destroy();
  };
  const listening = await new Promise((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address());
  });
  if (!listening) return takeLock(holder);
  if (process.platform !== 'win32') chmodSync(address(), 0o600);
  server.unref();
  return { lock };
}

/**
 * @returns {Promise<{ heldBy: Holder, released: Promise<void> } | null>} null when nobody holds the lock
 */
function findHolder() {
  return new Promise((resolve) => {
    const socket = createConnection(address());
    const released = new Promise((/** @type {(value: void) => void} */ done) =>
      socket.once('close', () => done()),
    );
    let said = '';
    socket.once('error', () => resolve(null));
    socket.on('data', (chunk) => {
      said += String(chunk);
      if (!said.includes('\n')) return;
      resolve({ heldBy: /** @type {Holder} */ (JSON.parse(said)), released });
    });
    void released.then(() => resolve(null));
  });
}
