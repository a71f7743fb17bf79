import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.js';

/** ms that a port is given to become free: a server that was just stopped may still be leaving. */
const grace = 1_000;

/**
 * @param {string} host
 * @param {number} port
 * @throws Problem when it can not be listened on
 */
export async function assertPortFree(host, port) {
  const giveUpAt = performance.now() + grace;
  for (;;) {
    const code = await tryPort(host, port);
    if (!code) return;
    if (code !== 'EADDRINUSE' || performance.now() > giveUpAt) throw explain(code, host, port);
    await delay(50);
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | null>} the error's code, null when the port is free
 */
function tryPort(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code ?? error.message),
    );
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

/**
 * @param {string} code
 * @param {string} host
 * @param {number} port
 */
function explain(code, host, port) {
  switch (code) {
    case 'EADDRINUSE':
      return new Problem(
        `Port ${port} is taken by another program.`,
        `Stop that one, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
      );
    case 'EACCES':
      return new Problem(
        `Port ${port} is reserved for the system.`,
        'Choose one above 1023: PORT=3000 npm start',
      );
    default:
      return new Problem(
        `HOST is "${host}", where this machine can not listen (${code}).`,
        'Set it to an address of this machine, such as 127.0.0.1 (only here) or 0.0.0.0 (from everywhere).',
      );
  }
}
