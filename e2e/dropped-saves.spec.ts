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

for (const when of ['answered', 'reply'] as const) {
  test(`a password is changed once when its COMMIT is cut ${when}, and nobody is told that it is wrong`, async ({
    page,
    faults,
    shop,
  }) => {
    const { email, password } = shop.owner;
    const owner = async () => {
      const [row] = await query<{ version: string; hash: string }>(
        faults.upstreamUrl,
        'SELECT version::text, password_hash AS hash FROM admin_user WHERE email = $1',
        [email],
      );
      return row ?? { version: '', hash: '' };
    };
    const before = await owner();
    await page.goto('/admin/login');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/admin$/);
    await page.goto('/admin/account');
    await page.getByLabel('Password until now').fill(password);
    await page.getByLabel('New password').fill('a lamp in the window');
    await page.getByLabel('The same again').fill('a lamp in the window');
    const { done } = faults.cut({ at: 'commit', when, how: 'rst' });
    await page.getByRole('button', { name: 'Change the password' }).click();
    await done;
    await expect(page.getByText('Your password is changed.')).toBeVisible();
    const after = await owner();
    expect(Number(after.version)).toBe(Number(before.version) + 1);
    await query(
      faults.upstreamUrl,
      'UPDATE admin_user SET password_hash = $2, version = $3::int WHERE email = $1',
      [email, before.hash, before.version],
    );
  });
}
