import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Compares what is given with a secret, in a time that says nothing of it: digests are of one length, whatever was given.
 * @param secret nothing is it when undefined.
 */
export function secretChecker(secret: string | undefined): (given: string) => boolean {
  const wanted = digest(secret ?? randomBytes(32).toString('hex'));
  return (given) => timingSafeEqual(digest(given), wanted) && secret !== undefined;
}

/** What a request brings as a bearer token; '' when it brings none. */
export function bearerOf(request: Request): string {
  return /^Bearer (.+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? '';
}
