import { env } from '~/env.server';
import type { Shop } from '~/shop';

// A shop with a name of its own has words and things of its own to show.
const isDemo = env.SHOP_NAME === 'Holdfast';
const demo = {
  tagline: 'Well-made things for the house by the sea',
  intro: 'Pots, lamps, linen and tools, chosen because they last and are a pleasure to use.',
  about:
    'We know who made each thing here and how it is mended, and we would rather sell you one good jug than three that chip. If you can’t decide, write to us: a person answers.',
};
const own = isDemo ? demo : { tagline: '', intro: '', about: '' };

/** Who this shop is, to everyone. */
export const shop: Shop = Object.freeze({
  name: env.SHOP_NAME,
  tagline: env.SHOP_TAGLINE ?? own.tagline,
  intro: env.SHOP_INTRO ?? own.intro,
  about: env.SHOP_ABOUT ?? own.about,
  email: env.SHOP_EMAIL ?? null,
  locale: env.SHOP_LOCALE,
  currency: env.SHOP_CURRENCY,
  timeZone: env.SHOP_TIME_ZONE,
  artwork: isDemo,
});

/** Where the shop lives: SHOP_URL where it is set, else where the request says it was sent. */
export function originOf(request: Request): string {
  return env.SHOP_URL ?? new URL(request.url).origin;
}
