import { createHmac } from 'node:crypto';
import { env } from '~/env.server';

/** Without letters and digits that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password that an owner hands to somebody, who chooses their own with it. Made of the form's key: a form that is
 * sent again after a lost answer shows the same, and it is kept nowhere. 16 letters of 31: 79 bits.
 */
export function oneTimePassword(key: string): string {
  const bytes = createHmac('sha256', env.SESSION_SECRET)
    .update(`one-time password ${key}`)
    .digest();
  // 8 bits fold into 31 letters with a bias of 3 %, which costs less than a bit in all.
  const text = [...bytes.subarray(0, 16)].map((byte) => letters[byte % letters.length]).join('');
  return text.replace(/.{4}(?=.)/g, '$&-');
}

/** ms within which it is to be used. */
export const ONE_TIME_MS = 7 * 24 * 60 * 60 * 1000;
