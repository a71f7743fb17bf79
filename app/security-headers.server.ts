import { env } from '~/env.server';

/** The policy of whatever is no page: opened by itself, it may load nothing and run nothing. */
export const policyOfFiles =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** What every answer says to the browser, whatever it is. */
export const securityHeaders: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ...(env.SHOP_URL?.startsWith('https:')
    ? [['Strict-Transport-Security', 'max-age=31536000'] as const]
    : []),
];
