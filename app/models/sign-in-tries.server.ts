import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { withRetry } from '~/db.server';
import { lacksSchema } from '~/models/schema-behind.server';

/**
 * Failures to sign in that are borne within 15 minutes. Counted in PostgreSQL, so that all instances count together.
 * - of one account from one address, or from one browser that has signed in to it before.
 * - of all accounts from one address.
 * - of one account from everywhere: beyond it somebody guesses from many addresses, and each that is not known
 *   gets fewer tries. None is shut out by what others do: the account's own person has at least `inStorm`.
 */
const borne = { pair: 5, address: 20, account: 50, inStorm: 2 };
const windowSeconds = 15 * 60;

/** For a database that has no table for them yet. */
const inMemory = new RateLimiterMemory({ points: borne.pair, duration: windowSeconds });

export type Tries = {
  email: string;
  /** An IP address; '' where it is not known. */
  address: string;
  /** Of a browser that has signed in to this account before; null for any other. */
  browser: string | null;
};

/** `wait` in seconds until the next try; `first` for the first refusal of a row, which is worth a line in the log. */
export type Spent = { ok: true } | { ok: false; wait: number; first: boolean };

/**
 * Counts a try before it is looked at, so that many at once get no further than one after the other.
 * It knows nothing of whether there is such an account.
 */
export async function spendTry(tries: Tries): Promise<Spent> {
  const { pair, address, account } = keysOf(tries);
  try {
    const counts = await count(address ? [pair, address] : [pair]);
    const over = [
      { ...counts.get(pair), most: borne.pair },
      { ...(address ? counts.get(address) : {}), most: borne.address },
    ];
    if (account && !over.some(isOver)) {
      const everywhere = (await count([account])).get(account);
      const storm = (everywhere?.tries ?? 0) > borne.account;
      if (storm) over.push({ ...counts.get(pair), most: borne.inStorm });
    }
    const refused = over.filter(isOver);
    if (refused.length === 0) return { ok: true };
    const wait = Math.max(...refused.map(({ seconds = windowSeconds }) => seconds), 1);
    return { ok: false, wait, first: refused.some(({ tries, most }) => tries === most + 1) };
  } catch (error) {
    if (!lacksSchema(error)) throw error;
    return spendInMemory(pair);
  }
}

/** Takes back what a right password cost. */
export async function forgiveTry(tries: Tries): Promise<void> {
  const { pair, address, account } = keysOf(tries);
  const others = [address, account].filter((key) => key !== null).sort();
  try {
    await withRetry((db) => db.signInTry.deleteMany({ where: { key: pair } }), { access: 'write' });
    await withRetry(
      (db) =>
        db.signInTry.updateMany({
          where: { key: { in: others }, tries: { gt: 0 } },
          data: { tries: { decrement: 1 } },
        }),
      { access: 'write' },
    );
  } catch (error) {
    if (!lacksSchema(error)) throw error;
    await inMemory.delete(pair);
  }
}

function isOver({ tries = 0, most }: { tries?: number; most: number }): boolean {
  return tries > most;
}

/** Adds one to each, in one statement and one order, so that two never wait for each other. */
async function count(keys: string[]) {
  const rows = await withRetry(
    (db) => db.$queryRaw<{ key: string; tries: number; seconds: number }[]>`
      INSERT INTO sign_in_try AS t (key, tries, expires_at)
      SELECT key, 1, now() + make_interval(secs => ${windowSeconds}::int)
      FROM unnest(${keys}::text[]) AS key ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.expires_at <= now() THEN 1 ELSE t.tries + 1 END,
        expires_at = CASE WHEN t.expires_at <= now() THEN excluded.expires_at ELSE t.expires_at END
      RETURNING key, tries, ceil(extract(epoch FROM expires_at - now()))::int AS seconds`,
    { access: 'write' },
  );
  return new Map(rows.map((row) => [row.key, row]));
}

async function spendInMemory(key: string): Promise<Spent> {
  try {
    await inMemory.consume(key);
    return { ok: true };
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return { ok: false, wait: windowSeconds, first: false };
  }
}

/** A browser that is known counts for itself alone. */
function keysOf({ email, address, browser }: Tries) {
  const who = email.trim().toLowerCase();
  if (browser !== null)
    return { pair: digest('browser', who, browser), address: null, account: null };
  const network = networkOf(address);
  return {
    pair: digest('pair', who, network),
    address: network === '' ? null : digest('address', network),
    account: digest('account', who),
  };
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What one person may have many addresses of counts as one: a /64 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain) || !URL.canParse(`http://[${plain}]`)) return plain;
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':');
}
