import { between, random } from '../faults/random';
import type { Journal, Save } from './journal';
import { fillIn, hiddenFields } from './product-form';
import { type Answer, goOn, type ShopClient } from './shop-client';

/** ms */
const pause = { least: 20, most: 200 };
/** ms before a form is sent again whose answer says that nobody knows. */
const beforeAgain = 250;

/** Of all forms: makes a product anew; is sent twice at once, as by a double click. */
const chances = { create: 0.25, twice: 0.3 };

/** Products that several people save at the same time, and nobody alone. */
export type Shared = { id: string; slug: string }[];

/**
 * Somebody who works on the catalogue until it is over, by the admin's own forms. A form whose
 * outcome is unknown is sent again as it was, until it is known.
 * @param name of a person, and of the products that are theirs alone
 * @param giveUp when even what is unknown is left
 */
export class Editor {
  readonly #client: ShopClient;
  readonly #journal: Journal;
  readonly #name: string;
  readonly #own: Shared = [];
  readonly #shared: Shared;
  readonly #chance: () => number;
  #made = 0;

  constructor(
    client: ShopClient,
    journal: Journal,
    { name, shared, seed }: { name: string; shared: Shared; seed: number },
  ) {
    this.#client = client;
    this.#journal = journal;
    this.#name = name;
    this.#shared = shared;
    this.#chance = random(seed);
  }

  async work(over: AbortSignal, giveUp: AbortSignal): Promise<void> {
    do {
      if (this.#own.length === 0 || this.#chance() < chances.create) {
        await this.create(`chaos-${this.#name}-${(this.#made += 1)}`, this.#own, giveUp);
      } else {
        const all = [...this.#own.slice(-3), ...this.#shared];
        const product = all[between(0, all.length - 1, this.#chance)];
        if (product) await this.#edit(product, over, giveUp);
      }
    } while (await goOn(between(pause.least, pause.most, this.#chance), over));
  }

  /** Makes a product, and puts it to the others. */
  async create(slug: string, others: Shared, giveUp: AbortSignal): Promise<void> {
    const hidden = await this.#open('/admin/products/new', giveUp);
    if (!hidden?.key) return;
    const save = this.#journal.begin({ key: hidden.key, productId: null, opened: 0 });
    await this.#send('/admin/products/new', save, fillIn(hidden, slug, save.number), giveUp);
    if (save.outcome === 'done' && save.productId) others.push({ id: save.productId, slug });
  }

  async #edit(product: Shared[number], over: AbortSignal, giveUp: AbortSignal): Promise<void> {
    const path = `/admin/products/${product.id}`;
    const hidden = await this.#open(path, over);
    if (!hidden?.key) return;
    const opened = Number(hidden.version);
    const save = this.#journal.begin({ key: hidden.key, productId: product.id, opened });
    await this.#send(path, save, fillIn(hidden, product.slug, save.number), giveUp);
  }

  /** Opens a form, again and again while the shop can't show it. */
  async #open(path: string, over: AbortSignal): Promise<Record<string, string> | undefined> {
    do {
      const { status, text } = await this.#client.get(path);
      if (status === 200) return hiddenFields(text);
    } while (await goOn(beforeAgain, over));
    return undefined;
  }

  async #send(path: string, save: Save, form: FormData, giveUp: AbortSignal): Promise<void> {
    const copies = this.#chance() < chances.twice ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.#sendOnce(path, save, form)),
    );
    for (const answer of answers) settle(save, answer);
    while (save.outcome === 'unknown' && (await goOn(beforeAgain, giveUp))) {
      settle(save, await this.#sendOnce(path, save, form));
    }
  }

  #sendOnce(path: string, save: Save, form: FormData): Promise<Answer> {
    save.sent += 1;
    return this.#client.post(path, form);
  }
}

/** What an answer says of a save. Two that contradict each other, or the form's own key, are wrong. */
export function settle(save: Save, { status, location, text }: Answer): void {
  const [, id] = /^\/admin\/products\/([^?/]+)\?saved=/.exec(location ?? '') ?? [];
  const wrong = (said: string) => {
    save.outcome = 'wrong';
    save.said = said;
  };
  if (save.outcome === 'wrong' || status === 0 || status === 503) return;
  if (status === 302 && id !== undefined) {
    if (save.outcome === 'refused') return wrong('saved after it had been refused');
    if (save.productId !== null && save.productId !== id) return wrong('saved as another product');
    save.productId = id;
    save.outcome = 'done';
  } else if (status === 409 && save.opened > 0) {
    if (save.outcome === 'done') return wrong('refused after it had been saved');
    save.outcome = 'refused';
  } else {
    wrong(`answered with ${status}: ${/<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? text.slice(0, 80)}`);
  }
}
