import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';
const faults = await Faults.start(databaseUrl);
// The shop's own door leads through the proxy: so it is opened after that.
process.env.DATABASE_URL = faults.url;
const { disconnect, transaction } = await import('~/db.server');
const { workOn } = await import('~/catalogue/import-work.server');
const imports = await import('~/models/catalogue-import.server');
const { listProblems } = await import('~/models/import-report.server');
const { addPart } = await import('~/models/import-parts.server');
const { LeaseLost, recordWritten, takeLease } = await import('~/models/import-lease.server');
const { getHistory } = await import('~/models/product-history.server');
const { pruneImports } = await import('~/db/prune.server');

const witness = new pg.Client({ connectionString: databaseUrl });
beforeAll(() => witness.connect());
beforeEach(() =>
  witness.query(
    'TRUNCATE catalogue_import, product, product_change, audit_entry, write_key CASCADE',
  ),
);
afterEach(() => faults.heal());
afterAll(async () => {
  await disconnect();
  await witness.end();
  await faults.stop();
});

const actor = randomUUID();
const save = () => ({ key: randomUUID(), actor });
const never = new AbortController().signal;

const header = 'Handle,Title,Variant Price,Variant SKU';
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => `cup-${n},Cup ${n},12.50,CUP-${n}`);

/** A file that is here whole. */
async function bring(lines: string[]): Promise<string> {
  const id = randomUUID();
  const bytes = Buffer.from(lines.join('\n'));
  await imports.beginImport({ id, fileName: 'cups.csv', size: bytes.length }, actor);
  expect(await addPart({ importId: id, start: 0, bytes }, actor)).toMatchObject({ ok: true });
  return id;
}

async function take(runner: string = randomUUID()) {
  const taken = await takeLease(runner, randomUUID());
  if (!taken) throw new Error('There was nothing to do.');
  return taken;
}

/** A file that is checked, and that somebody has said is to be imported. */
async function started(lines: string[]): Promise<string> {
  const id = await bring(lines);
  await workOn({ ...(await take()), stop: never });
  expect(await imports.startImport(save(), id)).toEqual({ ok: true });
  return id;
}

async function stored() {
  const { rows: found } = await witness.query<Record<string, number>>(`SELECT
    (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM variant) AS variants,
    (SELECT coalesce(sum(version), 0)::int FROM product) AS versions,
    (SELECT count(*)::int FROM import_product) AS outcomes`);
  return found[0];
}

const expire = () =>
  witness.query(`UPDATE catalogue_import SET run_until = now() - interval '1 s'`);

test('a check tells what would happen, and writes nothing', async () => {
  const id = await bring([header, ...rows(150), 'jug,Jug,much,', 'bowl,,3,', 'cup-0,Again,1,']);
  await workOn({ ...(await take()), stop: never });
  expect(await imports.getImport(id)).toMatchObject({
    status: 'ready',
    ...{ products: 152, created: 149, changed: 0, unchanged: 0, refused: 3, problems: 3 },
  });
  const told = await listProblems(id, false, 1);
  expect(told.map(({ line, column, value }) => [line, column, value])).toEqual([
    [152, 'Variant Price', 'much'],
    [153, 'Title', ''],
    [154, 'Handle', 'cup-0'],
  ]);
  expect(await stored()).toMatchObject({ products: 0, outcomes: 0 });
});

test('only one process works on an import, until it is believed dead', async () => {
  await bring([header, ...rows(2)]);
  const first = await take();
  expect(await takeLease(randomUUID(), randomUUID())).toBe(null);
  await expire();
  const second = await take();
  await expect(workOn({ ...first, stop: never })).rejects.toThrow(LeaseLost);
  expect(await workOn({ ...second, stop: never })).toBe(true);
});

test('a process that is told to stop ends the part that it is at, and another goes on from there', async () => {
  const id = await started([header, ...rows(250)]);
  expect(await workOn({ ...(await take()), stop: AbortSignal.abort() })).toBe(false);
  await expire();
  const stopped = await take();
  expect(stopped.position).toBe(0);
  const stop = new AbortController();
  const part = workOn({ ...stopped, stop: stop.signal });
  await expect.poll(async () => (await stored())?.products).toBeGreaterThan(0);
  stop.abort();
  expect(await part).toBe(false);
  await expire();
  const last = await take();
  expect(last.position % 100).toBe(0);
  expect(last.position).toBeGreaterThan(0);
  await workOn({ ...last, stop: never });
  expect(await stored()).toEqual({ products: 250, variants: 250, versions: 250, outcomes: 250 });
  expect(await imports.getImport(id)).toMatchObject({ status: 'done', created: 250, refused: 0 });
  const { rows: told } = await witness.query('SELECT event, detail FROM audit_entry ORDER BY at');
  expect(told).toEqual([
    { event: 'import.started', detail: '' },
    { event: 'import.finished', detail: '250 products made, 0 changed, 0 refused' },
  ]);
  const { rows: recorded } = await witness.query<{ id: string }>(
    'SELECT product_id AS id FROM product_change WHERE import_id = $1',
    [id],
  );
  expect(recorded).toHaveLength(250);
  const history = await getHistory(recorded[0]?.id ?? '', 100);
  expect(history?.versions[0]).toMatchObject({ event: 'made', import: { id, file: 'cups.csv' } });
});

test('what a dead process had written of a part is not written, or counted, again', async () => {
  const id = await started([header, ...rows(90)]);
  const dead = await take();
  // It dies after some of a part's products, before the part is counted.
  const { importInBatches } = await import('~/catalogue/import.server');
  const { importSource } = await import('~/models/import-parts.server');
  const file = {
    source: importSource(dead.file),
    dialect: dead.file.dialect ?? { encoding: 'utf-8', delimiter: ',', decimal: '.' },
  } as const;
  const batches = importInBatches(file, {
    currency: 'EUR',
    alongside: (tx, outcomes) => recordWritten(tx, dead.lease, outcomes),
  });
  await batches.next();
  await batches.next();
  await batches.return(undefined);
  expect(await stored()).toMatchObject({ products: 90, outcomes: 90 });
  // Somebody's edit in between stays.
  await witness.query(`UPDATE product SET title = 'Edited', version = 2 WHERE slug = 'cup-7'`);
  await expire();
  await workOn({ ...(await take()), stop: never });
  expect(await imports.getImport(id)).toMatchObject({
    status: 'done',
    created: 90,
    changed: 0,
    unchanged: 0,
  });
  expect(await stored()).toEqual({ products: 90, variants: 90, versions: 91, outcomes: 90 });
});

test('nothing is written after a cancellation is answered', async () => {
  const id = await started([header, ...rows(120)]);
  const work = workOn({ ...(await take()), stop: never });
  await expect.poll(async () => (await stored())?.products).toBeGreaterThan(0);
  expect(await imports.cancelImport(save(), id)).toEqual({ ok: true });
  const then = await stored();
  await expect(work).rejects.toThrow(LeaseLost);
  expect(await stored()).toEqual(then);
  const file = await imports.getImport(id);
  expect(file).toMatchObject({ status: 'cancelled', created: then?.products });
  expect(await imports.cancelImport(save(), id)).toMatchObject({ ok: false });
});

test.each(['before', 'sent', 'answered', 'reply'] as const)(
  'an import whose COMMITs are cut %s writes and counts each product once',
  async (when) => {
    const id = await started([header, ...rows(60), 'jug,Jug,much,']);
    const { done } = faults.cut({ at: 'commit', when, how: 'rst', times: 4 });
    await workOn({ ...(await take()), stop: never });
    await done;
    expect(await stored()).toEqual({ products: 60, variants: 60, versions: 60, outcomes: 61 });
    expect(await imports.getImport(id)).toMatchObject({
      status: 'done',
      created: 60,
      refused: 1,
      problems: 1,
    });
  },
);

describe('parts of a file', () => {
  const mib = Buffer.alloc(1024 * 1024, 'a');
  const begin = async (size: number) => {
    const id = randomUUID();
    await imports.beginImport({ id, fileName: 'cups.csv', size }, actor);
    return (start: number, bytes: Buffer<ArrayBuffer>) =>
      addPart({ importId: id, start, bytes }, actor);
  };

  test('are there once, however often they are sent and cut', async () => {
    const send = await begin(mib.length + 3);
    const { done } = faults.cut({ at: 'commit', when: 'answered', how: 'rst', times: 2 });
    expect(await send(0, mib)).toEqual({ ok: true, received: mib.length });
    await done;
    expect(await send(0, mib)).toEqual({ ok: true, received: mib.length });
    expect(await send(mib.length, Buffer.from('end'))).toEqual({
      ok: true,
      received: mib.length + 3,
    });
    const { rows: parts } = await witness.query('SELECT start FROM import_part ORDER BY start');
    expect(parts).toEqual([{ start: 0 }, { start: mib.length }]);
  });

  test('are refused where they are of another file, or out of their order', async () => {
    const send = await begin(2 * mib.length);
    expect(await send(mib.length, mib)).toMatchObject({ reason: 'gap' });
    expect(await send(0, Buffer.from('short'))).toMatchObject({ reason: 'misfit' });
    await send(0, mib);
    expect(await send(0, Buffer.alloc(mib.length, 'b'))).toMatchObject({ reason: 'different' });
    expect(await send(5, mib)).toMatchObject({ reason: 'different' });
    await send(mib.length, mib);
    expect(await send(2 * mib.length, Buffer.from('more'))).toMatchObject({ reason: 'over' });
    const nowhere = { importId: randomUUID(), start: 0, bytes: mib };
    expect(await addPart(nowhere, actor)).toMatchObject({ reason: 'gone' });
  });
});

test('a plain file waits until its columns are named, and the next one of its kind does not', async () => {
  const lines = ['Product name;Cost to us;Preis', 'Becher;3;"1.234,50"', "Cat's bowl;2;7,00"];
  const id = await bring(lines);
  await workOn({ ...(await take()), stop: never });
  const asked = await imports.getImport(id);
  expect(asked).toMatchObject({
    status: 'mapping',
    dialect: { delimiter: ';', decimal: ',' },
    mapping: ['title', 'keep', 'price'],
  });
  const names = ['Product name', 'Cost to us', 'Preis'];
  const dialect = { encoding: 'utf-8', delimiter: ';', decimal: ',' } as const;
  await imports.mapImport(save(), id, { dialect, mapping: ['title', 'leave', 'price'], names });
  await workOn({ ...(await take()), stop: never });
  await imports.startImport(save(), id);
  await workOn({ ...(await take()), stop: never });
  const { rows: made } = await witness.query(
    'SELECT title, price_min FROM product ORDER BY price_min DESC',
  );
  expect(made).toEqual([
    { title: 'Becher', price_min: 123450 },
    { title: "Cat's bowl", price_min: 700 },
  ]);
  const next = await bring(lines);
  await workOn({ ...(await take()), stop: never });
  expect(await imports.getImport(next)).toMatchObject({
    status: 'ready',
    ...{ unchanged: 2, mapping: ['title', 'leave', 'price'] },
  });
});

test('reports are kept for 30 days, files that nobody had imported for 7', async () => {
  const [done, lying] = [await bring([header, ...rows(1)]), await bring([header, ...rows(1)])];
  await imports.cancelImport(save(), done);
  const age = (id: string, days: number) =>
    witness.query(
      `UPDATE catalogue_import SET touched_at = now() - make_interval(days => $2::int) WHERE id = $1`,
      [id, days],
    );
  const sweep = () => transaction((tx) => pruneImports(tx));
  await age(done, 29);
  await age(lying, 6);
  expect(await sweep()).toBe(false);
  await age(done, 31);
  expect(await sweep()).toBe(true);
  await age(lying, 8);
  expect(await sweep()).toBe(true);
  expect(await sweep()).toBe(false);
});
