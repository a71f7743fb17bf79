import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importWorker } from '~/catalogue/import-worker.server';
import { disconnect, transaction } from '~/db.server';
import * as exported from '~/routes/admin.export[.]csv';
import * as imports from '~/routes/admin.imports._index';
import { signIn } from '../scripts/test/admin';

let args: LoaderFunctionArgs;

beforeAll(async () => {
  const request = new Request('http://shop.example/admin/imports', {
    headers: { Cookie: await signIn() },
  });
  args = { request, params: {}, context: {} };
  // As a version from before imports had it.
  await transaction((tx) => tx.$executeRaw`DROP TABLE catalogue_import CASCADE`);
});
afterAll(disconnect);

test('on a schema without imports the page says so, exports work, and nothing is looked for', async () => {
  expect(await imports.loader(args)).toMatchObject({ ready: false, imports: [] });
  const file = await exported.loader(args);
  expect(await file.text()).toMatch(/^Title,URL handle,/);
  importWorker.wake();
  await importWorker.settled();
});
