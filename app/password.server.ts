import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

/**
 * OWASP Password Storage Cheat Sheet, scrypt, the choice of 32 MiB: N=2^15, r=8, p=3.
 * `logN` is N's exponent.
 */
const current = { logN: 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

/** `$scrypt$ln=15,r=8,p=3$salt$key`, both base64 without padding (the PHC string format). */
const encoded =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

type Parameters = typeof current;

/** A new salted hash of a password, with its parameters, as AdminUser.passwordHash keeps it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, current);
  const { logN, r, p } = current;
  return `$scrypt$ln=${logN},r=${r},p=${p}$${toBase64(salt)}$${toBase64(key)}`;
}

/**
 * Whether the password is the one that was hashed.
 * @param hash null where there is no such user: takes as long, and says no.
 * @throws Error where the hash is not one that `hashPassword` wrote.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const { parameters, salt, key } = decode(hash ?? nobody);
  const given = await derive(password, salt, parameters);
  return timingSafeEqual(given, key) && hash !== null;
}

/** Whether a hash was made with other parameters than today's: hash again at the next sign-in. */
export function needsRehash(hash: string): boolean {
  const { parameters } = decode(hash);
  return (
    parameters.logN !== current.logN || parameters.r !== current.r || parameters.p !== current.p
  );
}

const nobody = `$scrypt$ln=${current.logN},r=${current.r},p=${current.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function decode(hash: string): { parameters: Parameters; salt: Buffer; key: Buffer } {
  const [, logN, r, p, salt, key] = encoded.exec(hash) ?? [];
  if (!logN || !r || !p || !salt || !key) throw new Error('A password hash is not readable.');
  return {
    parameters: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

/** The same password typed on two keyboards may differ in bytes: NFKC makes them one (RFC 8265). */
function derive(password: string, salt: Buffer, { logN, r, p }: Parameters): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
