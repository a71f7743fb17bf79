import type { Page, Request } from '@playwright/test';
import { createHmac, randomUUID } from 'node:crypto';
import type { AdminRole } from '../app/db/generated/enums';
import { sessionSecret } from '../scripts/test/secrets.js';
import { test as base } from './fixtures';
import { query } from './query';

export { expect } from './fixtures';

/** A page on which an owner, made in the database, is signed in. */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, shop }, use) => {
    const userId = await signInOn(page, shop);
    await use(page);
    await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
  },
});

/** Makes somebody and signs them in. @returns their id */
export async function signInOn(
  page: Page,
  { url, databaseUrl }: { url: string; databaseUrl: string },
  role: AdminRole = 'owner',
): Promise<string> {
  const { userId, sessionId } = await openSession(databaseUrl, { role });
  const { hostname } = new URL(url);
  await page.context().addCookies([
    {
      name: 'holdfast_admin',
      value: signed(sessionId),
      domain: hostname,
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
  return userId;
}

/** Whether a request sends a form, and is neither a beat of a page that a product is open on, nor a preview. */
export function isForm(sent: Request): boolean {
  return sent.method() === 'POST' && !/\/presence$|\/admin\/preview\b/.test(sent.url());
}

/** Presses Save. @returns the answer's status */
export async function save(page: Page): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => isForm(response.request())),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return answer.status();
}

/** @param lasts an interval of PostgreSQL's; a negative one makes a session that has ended. */
export async function openSession(
  databaseUrl: string,
  { lasts = '1 day', role = 'owner' }: { lasts?: string; role?: AdminRole } = {},
) {
  const userId = randomUUID();
  const sessionId = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO admin_user (id, email, name, password_hash, role)
     VALUES ($1, $2, 'Mia', 'this one never signs in with a password', $3::admin_role)`,
    [userId, `${userId}@shop.example`, role],
  );
  await query(
    databaseUrl,
    `INSERT INTO admin_session (id, user_id, expires_at) VALUES ($1, $2, now() + $3::interval)`,
    [sessionId, userId, lasts],
  );
  return { userId, sessionId };
}

/** As Remix's createCookie signs: the value's JSON in base64, a dot, and its HMAC-SHA-256. */
export function signed(value: unknown, key = sessionSecret): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  const signature = createHmac('sha256', key).update(text).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`${text}.${signature}`);
}
