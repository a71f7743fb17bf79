import { Faults } from './faults/faults';
import { expect, openShop, test } from './fixtures';
import { oldDatabase } from './old-shop';
import { query } from './query';
import { manage } from './remote-script';

test('a container killed in the middle of a push leaves the old schema, and the next one says so', async ({
  request,
}) => {
  const databaseUrl = await oldDatabase('killed_in_push');
  const faults = await Faults.start(databaseUrl);
  const first = await openShop(faults.url);
  const { url } = first.shop;
  const planned = await manage(url, ['plan']);
  const fingerprint = /Fingerprint: ([0-9a-f]{64})/.exec(planned.said)?.[1] ?? '';

  // All but the COMMIT is done when the container dies.
  const { done } = faults.cut({ at: 'commit', when: 'before', how: 'silence' });
  const pushing = manage(url, ['push-schema', '--accept', fingerprint]);
  await done;
  process.kill(first.pid, 'SIGKILL');
  await first.died;
  faults.reset();
  await faults.stop();
  const next = await openShop(databaseUrl, 'production', Number(new URL(url).port));
  try {
    // The script asks for the same push until somebody can tell what became of it.
    const cut = await pushing;
    expect(cut.complained).toContain('the schema is the old one, whole. Push again.');
    expect(cut.status).toBe(1);
    const status = await manage(url, ['status']);
    expect(status.said).toMatch(/Schema: +behind/);
    expect(status.said).toMatch(/ cut in \d+ ms/);
    expect(status.said).toContain('the schema is the old one, whole. Push again.');
    expect(await query(databaseUrl, 'SELECT FROM wish')).toHaveLength(3);

    const again = await manage(url, ['push-schema', '--accept', fingerprint]);
    expect(again.said).toContain('done:');
    expect(again.status).toBe(0);
    const health = (await (await request.get(`${url}/healthz`)).json()) as { schema: string };
    expect(health.schema).toBe('current');
  } finally {
    await next.stop();
  }
});
