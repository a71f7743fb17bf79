import { between, pick, random } from '../faults/random';
import { goOn, type ShopClient } from './shop-client';

/** ms between an answer and the next click: a machine's hurry, not a person's. */
const pause = { least: 20, most: 120 };

const words = ['mug', 'linen', 'oak', 'lamp', 'blue', 'wool', 'harbour', 'xyzzy'];

/**
 * A customer who looks around until it is over.
 * @param slugs of products that are on sale
 */
export async function browse(
  client: ShopClient,
  slugs: string[],
  seed: number,
  over: AbortSignal,
): Promise<void> {
  const chance = random(seed);
  const pages = [
    () => '/',
    () => '/products',
    () => '/categories',
    () => `/search?q=${pick(words, chance)}`,
    () => `/products/${pick(slugs, chance)}`,
    () => `/products/${pick(slugs, chance)}`,
  ];
  do await client.get(pick(pages, chance)());
  while (await goOn(between(pause.least, pause.most, chance), over));
}
