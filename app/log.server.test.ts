import { expect, test } from 'vitest';
import { openLog } from '~/log.server';

const settings = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a session secret of 32 characters',
  LOG_LEVEL: undefined,
} as const;

function open(LOG_FORMAT: 'json' | 'pretty') {
  let written = '';
  const log = openLog({ ...settings, LOG_FORMAT }, { write: (line) => void (written += line) });
  return { log, written: () => written };
}

for (const format of ['json', 'pretty'] as const) {
  test(`no secret gets into a log of ${format}`, () => {
    const { log, written } = open(format);
    const cause = new Error('postgresql://shop:sesame@db:5432/shop refused');
    const error = new Error(`signed with ${settings.SESSION_SECRET}`, { cause });
    log.error({ err: error, password: 'sesame' }, 'password=sesame');
    log.warn({ request: { headers: { cookie: 'sesame', authorization: 'sesame' } } }, 'odd');
    log.debug('not said');
    expect(written()).not.toMatch(/sesame|session secret/);
    expect(written()).toMatch(/postgresql:\/\/\*\*\*@db:5432\/shop refused/);
    expect(written()).not.toContain('not said');
  });
}

test('a request is a line that a person can read', () => {
  const { log, written } = open('pretty');
  const facts = { method: 'GET', path: '/products', status: 200, ms: 12.3, bytes: 4567 };
  log.info({ event: 'request', id: 'a1b2c3', ...facts }, '');
  // eslint-disable-next-line no-control-regex -- colours
  const plain = written().replace(/\u001b\[\d+m/g, '');
  expect(plain).toMatch(/^\d\d:\d\d:\d\d GET \/products 200, 12.3 ms, 4567 bytes\n$/);
});
