import { describe, expect, test } from 'vitest';
import type { Way } from './fault';
import { type Piece, Wire } from './wire';

const text = (...parts: string[]) => Buffer.from(parts.map((part) => `${part}\0`).join(''));

function message(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, body]);
}

function request(code: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + rest.length);
  head.writeUInt32BE(code, 4);
  return Buffer.concat([head, rest]);
}

const startup = request(0x30000, text('user', 'mia', ''));
const query = (sql: string) => message('Q', text(sql));
const parse = (name: string, sql: string) => message('P', text(name, sql));
const bind = (name: string, portal = '') => message('B', text(portal, name));
const execute = (portal = '') => message('E', Buffer.concat([text(portal), Buffer.alloc(4)]));
const sync = message('S');
const ready = message('Z', Buffer.from('I'));

/** What is said, in chunks of `size` bytes, to a wire on which the start-up is over unless said. */
function read(said: [Way, Buffer][], size = Infinity, wire = started()): Piece[] {
  return said.flatMap(([way, bytes]) => {
    const pieces: Piece[] = [];
    for (let start = 0; start < bytes.length; start += Math.min(size, bytes.length)) {
      pieces.push(...wire.read(bytes.subarray(start, start + size), way, 0));
    }
    return pieces;
  });
}

function started(): Wire {
  const wire = new Wire();
  read([['to server', startup], ['to client', ready]], Infinity, wire); // prettier-ignore
  return wire;
}

const statements = (pieces: Piece[]) =>
  pieces.flatMap(({ sql }) => (sql === undefined ? [] : [sql]));
const passed = (pieces: Piece[]) => Buffer.concat(pieces.map(({ bytes }) => bytes));

describe('statements are seen', () => {
  const conversations: [string, Buffer[], string[]][] = [
    ['in queries', [query('BEGIN'), query('SELECT 1')], ['BEGIN', 'SELECT 1']],
    [
      'where they are executed, not where they are prepared',
      [parse('', 'INSERT'), bind(''), message('D', Buffer.from('P\0')), execute(), sync],
      ['INSERT'],
    ],
    [
      'under their names',
      [parse('a', 'ONE'), parse('b', 'TWO'), sync, bind('b'), execute(), bind('a'), execute(), sync],
      ['TWO', 'ONE'],
    ],
    [
      'in portals with names',
      [parse('', 'ONE'), bind('', 'p'), parse('', 'TWO'), bind('', 'q'), execute('p'), execute('q'), sync],
      ['ONE', 'TWO'],
    ],
    [
      'without what was closed',
      [parse('a', 'ONE'), message('C', text('Sa')), bind('a'), execute(), sync],
      [''],
    ],
    ['with letters of all the world', [query("SELECT 'Grüße, 世界'")], ["SELECT 'Grüße, 世界'"]],
    ['between data that is copied', [query('COPY t FROM STDIN'), message('d', Buffer.alloc(9000, 'Q')), message('c'), query('NEXT')], ['COPY t FROM STDIN', 'NEXT']],
  ]; // prettier-ignore

  test.each(conversations)('%s, in chunks of any size', (_name, messages, expected) => {
    const bytes = Buffer.concat(messages);
    for (const size of [1, 2, 3, 4, 5, 6, 7, 11, 64, 1000, Infinity]) {
      const pieces = read([['to server', bytes]], size);
      expect(statements(pieces)).toEqual(expected);
      expect(passed(pieces).equals(bytes)).toBe(true);
    }
  });

  test('of which too much would have to be kept, by their beginning', () => {
    const bytes = query(`SELECT ${'1,'.repeat(500_000)}1`);
    const wire = started();
    let held = 0;
    let seen: string | undefined;
    for (let start = 0; start < bytes.length; start += 1000) {
      const pieces = read([['to server', bytes.subarray(start, start + 1000)]], Infinity, wire);
      held += Math.min(1000, bytes.length - start) - passed(pieces).length;
      expect(held).toBeLessThanOrEqual(66_000);
      seen ??= pieces[0]?.sql;
    }
    expect(held).toBe(0);
    expect(seen).toMatch(/^SELECT 1,1,/);
  });

  test('each at the beginning of a piece, each question at the end of one', () => {
    const bytes = Buffer.concat([parse('', 'ONE'), bind(''), execute(), bind(''), execute(), sync]);
    const pieces = read([['to server', Buffer.concat([bytes, query('TWO')])]]);
    expect(pieces.map(({ sql, asks, question }) => ({ sql, asks, question }))).toEqual([
      { question: 2 },
      { sql: 'ONE', question: 2 },
      { sql: 'ONE', asks: true, question: 2 },
      { sql: 'TWO', asks: true, question: 3 },
    ]);
  });
});

describe('answers are told from each other', () => {
  test('also those of questions asked ahead', () => {
    const both = Buffer.concat([message('C', text('BEGIN')), ready, message('C', text('X')), ready]);
    for (const size of [1, 7, Infinity]) {
      const wire = started();
      read([['to server', Buffer.concat([query('BEGIN'), query('X')])]], size, wire);
      const pieces = read([['to client', both]], size, wire);
      expect(passed(pieces.filter(({ question }) => question === 2)).equals(both.subarray(0, both.length / 2 + 2))).toBe(true);
      expect(pieces.filter((piece) => piece.ready).map(({ question }) => question)).toEqual([2, 3]);
    }
  }); // prettier-ignore

  test('after a copy whose Sync came before its data, which PostgreSQL passes over', () => {
    const pieces = read([
      ['to server', Buffer.concat([parse('', 'COPY'), bind(''), execute(), sync])],
      ['to client', message('G', Buffer.alloc(3))],
      ['to server', Buffer.concat([message('d'), message('c'), sync])],
      ['to client', ready],
      ['to server', query('NEXT')],
      ['to client', ready],
    ]);
    expect(pieces.filter(({ sql }) => sql === 'NEXT')).toMatchObject([{ question: 3 }]);
    expect(pieces.filter((piece) => piece.ready).map(({ question }) => question)).toEqual([2, 3]);
  });
});

describe('before the start-up', () => {
  const yes = Buffer.from('S');
  const no = Buffer.from('N');
  const tls = request(80_877_103);
  const gss = request(80_877_104);

  test.each([1, 3, Infinity])('a refused encryption is followed by plain messages (%s)', (size) => {
    const pieces = read(
      [
        ['to server', gss],
        ['to client', no],
        ['to server', tls],
        ['to client', no],
        ['to server', Buffer.concat([startup, query('ONE')])],
      ],
      size,
      new Wire(),
    );
    expect(statements(pieces)).toEqual(['ONE']);
  });

  test.each([
    ['TLS', tls, yes],
    ['GSS', gss, Buffer.from('G')],
  ])('what is encrypted by %s passes unread', (_name, asked, answered) => {
    const wire = new Wire();
    read([['to server', asked], ['to client', answered]], Infinity, wire); // prettier-ignore
    const bytes = Buffer.concat([startup, query('ONE')]);
    const pieces = read([['to server', bytes], ['to client', ready]], 10, wire); // prettier-ignore
    expect(passed(pieces).equals(Buffer.concat([bytes, ready]))).toBe(true);
    expect(pieces.some(({ sql, asks, ready: end }) => sql !== undefined || asks || end)).toBe(
      false,
    );
  });

  test.each([
    ['TLS from the first byte on', Buffer.from('160301020001000', 'hex')],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: example\r\n\r\n')],
    ['a start-up that is too long', Buffer.from('7fffffff00030000', 'hex')],
    ['nonsense', Buffer.alloc(64)],
  ])('%s passes unread', (_name, bytes) => {
    const pieces = read([['to server', bytes], ['to server', query('ONE')]], Infinity, new Wire()); // prettier-ignore
    expect(passed(pieces).equals(Buffer.concat([bytes, query('ONE')]))).toBe(true);
    expect(statements(pieces)).toEqual([]);
  });

  test('a request to cancel passes', () => {
    const cancel = request(80_877_102, Buffer.alloc(8));
    expect(passed(read([['to server', cancel]], 3, new Wire())).equals(cancel)).toBe(true);
  });
});
