import { env } from '~/env.server';
import type { Shop } from '~/shop';

/** Who this shop is, to everyone. */
export const shop: Shop = Object.freeze({
  name: env.SHOP_NAME,
  tagline: env.SHOP_TAGLINE,
  email: env.SHOP_EMAIL ?? null,
  locale: env.SHOP_LOCALE,
  currency: env.SHOP_CURRENCY,
  // A shop with a name of its own has things of its own to show.
  artwork: env.SHOP_NAME === 'Holdfast',
});

/** Where the shop lives: SHOP_URL where it is set, else where the request says it was sent. */
export function originOf(request: Request): string {
  return env.SHOP_URL ?? new URL(request.url).origin;
}
