/**
 * Asks a server on this machine for pages over plain sockets, each as soon as the one before is answered. Run in a
 * process of its own by `putUnderLoad`: HTTP clients that do more cost more than a server that answers from
 * memory, and they would be what is measured.
 */
import { connect } from 'node:net';
import { quantile } from './quantile';
import { ResponseReader } from './response-reader';

export type Load = {
  port: number;
  /** Asked for in turn, from the beginning again and again. */
  paths: string[];
  connections: number;
  /** ms after which no new request is sent. */
  lasting: number;
  /** Requests after which no new one is sent. */
  atMost?: number;
  /**
   * Looks for answers all the time, instead of sleeping until one comes: on one machine it is the server that pays for
   * waking who sleeps (some 8 µs an answer), but not one that is so fast that there is always an answer waiting. Takes a
   * core for itself: for servers that need but one.
   */
  awake?: boolean;
};

export type Answered = {
  requests: number;
  /** Answers a second. */
  rate: number;
  /** ms */
  p50: number;
  p99: number;
  slowest: number;
  /** How often each status came; 0 stands for connections that broke. */
  statuses: Record<string, number>;
  /** Bytes of an answer, head and all, on average. */
  bytes: number;
};

async function load(asked: Load) {
  const { port, paths, connections, lasting, atMost = Infinity, awake = false } = asked;
  const times: number[] = [];
  const statuses: Answered['statuses'] = {};
  let sent = 0;
  let bytes = 0;
  const begun = performance.now();
  const until = begun + lasting;
  const head = ` HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/html\r\nAccept-Encoding: br, gzip\r\n\r\n`;
  const over = () => sent >= atMost || performance.now() >= until;
  const count = (status: number) => (statuses[status] = (statuses[status] ?? 0) + 1);

  const look = () => {
    if (!over()) setImmediate(look);
  };
  if (awake) look();

  const connection = () =>
    new Promise<void>((resolve) => {
      let asked = 0;
      const next = () => {
        if (over()) return void socket.end();
        asked = performance.now();
        socket.write(`GET ${paths[sent % paths.length]}${head}`, 'latin1');
        sent += 1;
      };
      const reader = new ResponseReader((status, size) => {
        times.push(performance.now() - asked);
        count(status);
        bytes += size;
        asked = 0;
        next();
      });
      const socket = connect(port, '127.0.0.1', next).setNoDelay();
      socket.on('data', (piece) => reader.read(piece));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (asked !== 0) count(0);
        if (over()) resolve();
        else setTimeout(() => void connection().then(resolve), 20);
      });
    });
  await Promise.all(Array.from({ length: connections }, connection));

  times.sort((a, b) => a - b);
  const at = (part: number) => quantile(times, part);
  const answered: Answered = {
    requests: times.length,
    rate: (times.length * 1000) / (performance.now() - begun),
    p50: at(0.5),
    p99: at(0.99),
    slowest: at(1),
    statuses,
    bytes: Math.round(bytes / Math.max(1, times.length)),
  };
  process.send?.(answered);
}

process.on('message', (asked: Load) => void load(asked));
