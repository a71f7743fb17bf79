import { createHash, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from '../admin-fixture';
import { query } from '../query';
import type { Screen, Setting } from './screen';

const csv = Buffer.from(
  [
    'Product name;Shelf;Preis;A column with quite a long name of its own',
    'Lamp of brass, for the table;A1;1.249,50;A text that is longer than any place which a phone has for it',
    'Lamp of glass;A2;89,00;short',
  ].join('\n'),
);

/** A process that works on an import and never comes to an end. */
const held = `runner = gen_random_uuid(), run_until = now() + interval '1 day'`;
const half = 'position = 620, products = 1240, created = 608, refused = 12';
const whole =
  'position = 1240, products = 1240, created = 1102, changed = 96, unchanged = 30, refused = 12';
const over = 'started_by = actor, finished_at = now()';

type State = {
  /** Of its row, what differs from that of a file whose columns are to be named. */
  row?: string;
  told?: boolean;
  /** That could not be fetched. */
  pictures?: boolean;
  /** Its page is told nothing any more. */
  cutOff?: boolean;
};

const states: Record<string, State> = {
  'half sent': { row: `status = 'uploading', size = 5400000, received = 2097152` },
  'of unknown columns': {},
  'checked, with problems': {
    row: `status = 'ready', products = 1240, created = 1198, changed = 30, refused = 12, problems = 3, notes = 1`,
    told: true,
  },
  'under way, in a page that is cut off': {
    row: `status = 'running', started_by = actor, ${half}, ${held}`,
    cutOff: true,
  },
  done: {
    row: `status = 'done', ${over}, ${whole}, problems = 3, notes = 1, pictures_stored = 900, pictures_failed = 1`,
    told: true,
    pictures: true,
  },
  'stopped in the middle': {
    row: `status = 'cancelled', ${over}, ${half}`,
  },
  'refused outright': {
    row: `status = 'failed', reason = 'Row 3 has a quotation mark that is never closed, so that nobody can tell where its cell ends. Mend that row, or say how the file is written.'`,
  },
};

/** The page of a file that is brought, in each of its states. */
export const imports: Screen[] = [
  ...Object.entries(states).map(([name, state]) => ({
    name: `an import ${name}`,
    open: (page: Page, setting: Setting) => openImport(page, setting, state),
  })),
  {
    name: 'all imports',
    async open(page, setting) {
      await forgetImports(setting.databaseUrl);
      for (const { row } of Object.values(states)) await bringImport(setting, { row });
      await page.goto('/admin/imports');
      await expect(page.getByRole('link', { name: /^lamps/ })).toHaveCount(
        Object.keys(states).length,
      );
    },
  },
];

async function openImport(page: Page, setting: Setting, state: State): Promise<void> {
  await forgetImports(setting.databaseUrl);
  const id = await bringImport(setting, state);
  if (state.cutOff) await page.route(`**/imports/${id}/progress*`, (route) => route.abort());
  await page.goto(`/admin/imports/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('lamps');
  if (state.cutOff) await expect(page.getByText('does not answer just now')).toBeVisible();
}

async function bringImport(
  { databaseUrl, userId }: Setting,
  { row, told, pictures }: State,
): Promise<string> {
  const id = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO catalogue_import (id, status, file_name, actor, size, received, dialect)
     VALUES ($1, 'mapping', 'lamps-and-what-belongs-to-them-2026-11-30.csv', $2, $3, $3, $4)`,
    [id, userId, csv.length, { encoding: 'windows-1252', delimiter: ';', decimal: ',' }],
  );
  await query(
    databaseUrl,
    'INSERT INTO import_part (import_id, start, hash, bytes) VALUES ($1, 0, $2, $3)',
    [id, createHash('sha256').update(csv).digest('hex'), csv],
  );
  await query(
    databaseUrl,
    `INSERT INTO import_product (import_id, number, line, handle, outcome)
     SELECT $1, n, 2 * n, 'lamp-no-' || n || '-of-brass-and-for-the-table', 'created' FROM generate_series(1, 3) n`,
    [id],
  );
  if (told) {
    await query(
      databaseUrl,
      `INSERT INTO import_problem (import_id, number, line, "column", value, reason, is_note) VALUES
        ($1, 1, 7, 'Variant Price', 'zwölf', 'Write the price as a number like 12.50.', false),
        ($1, 2, 1041, 'Handle', 'a-handle-that-goes-on-and-on-without-any-room-for-a-break-in-it', 'Another product of this file has the handle already, in row 7.', false),
        ($1, 3, 1042, 'Title', '', 'A new product needs a title.', false),
        ($1, 4, 12, 'Tags', 'brass, Brass', 'The tag is there twice: it is taken once.', true)`,
      [id],
    );
  }
  if (pictures) {
    await query(
      databaseUrl,
      `INSERT INTO import_picture (import_id, number, url, line, state, reason)
       VALUES ($1, 1, 'https://pictures.example/lamps/of-brass/for-the-table/from-the-left.png', 2, 'failed',
         'The host answered 404: there is no such file.')`,
      [id],
    );
  }
  if (row) await query(databaseUrl, `UPDATE catalogue_import SET ${row} WHERE id = $1`, [id]);
  return id;
}

export async function forgetImports(databaseUrl: string): Promise<void> {
  await query(databaseUrl, 'DELETE FROM catalogue_import');
}
