import { mergeTests } from '@playwright/test';
import { test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

type Row = { id: string; version: number; title: string };

async function ask(databaseUrl: string, sql: string, values?: string[]): Promise<Row> {
  const [row] = await query<Row>(databaseUrl, sql, values);
  if (!row) throw new Error('There is no such product.');
  return row;
}

for (const when of ['before', 'sent', 'answered', 'reply'] as const) {
  for (const how of ['rst', 'fin'] as const) {
    test(`a product is saved once when its COMMIT is cut ${when}, by ${how}`, async ({
      admin,
      faults,
    }) => {
      const product = await ask(
        faults.upstreamUrl,
        `SELECT id, version, title FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
      );
      await admin.goto(`/admin/products/${product.id}`);
      const title = `Cut ${when} by ${how}`;
      await admin.getByLabel('Title', { exact: true }).fill(title);
      const { done } = faults.cut({ at: 'commit', when, how });
      await admin.getByRole('button', { name: 'Save', exact: true }).click();
      await done;
      await expect(admin).toHaveURL(/saved=/);
      const saved = await ask(
        faults.upstreamUrl,
        'SELECT id, version, title FROM product WHERE id = $1',
        [product.id],
      );
      expect(saved).toEqual({ id: product.id, version: product.version + 1, title });
    });
  }
}
