import type { Page } from '@playwright/test';
import { createHmac, randomUUID } from 'node:crypto';
import pg from 'pg';
import { test as base } from './fixtures';

export { expect } from './fixtures';

/** The secret that the fixtures' shop signs its cookies with. */
const secret = 'a secret that is only good for tests';

/** A page on which an owner, made in the database, is signed in. */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, shop }, use) => {
    const { userId, sessionId } = await openSession(shop.databaseUrl);
    const { hostname } = new URL(shop.url);
    const value = signed(sessionId);
    await page.context().addCookies([
      {
        name: 'holdfast_admin',
        value,
        domain: hostname,
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
      },
    ]);
    await use(page);
    await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
  },
});

/** @param lasts an interval of PostgreSQL's; a negative one makes a session that has ended. */
export async function openSession(databaseUrl: string, lasts = '1 day') {
  const userId = randomUUID();
  const sessionId = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO admin_user (id, email, name, password_hash, role)
     VALUES ($1, $2, 'Mia', 'this one never signs in with a password', 'owner')`,
    [userId, `${userId}@shop.example`],
  );
  await query(
    databaseUrl,
    `INSERT INTO admin_session (id, user_id, expires_at) VALUES ($1, $2, now() + $3::interval)`,
    [sessionId, userId, lasts],
  );
  return { userId, sessionId };
}

/** As Remix's createCookie signs: the value's JSON in base64, a dot, and its HMAC-SHA-256. */
export function signed(value: string, key = secret): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  const signature = createHmac('sha256', key).update(text).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`${text}.${signature}`);
}

/** Asks the shop's database directly. */
export async function query<Row extends object>(
  databaseUrl: string,
  sql: string,
  values: string[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
