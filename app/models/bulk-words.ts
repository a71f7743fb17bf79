import type { Part } from '~/models/bulk-apply';
import { formatMoney } from '~/money';

const statuses = { draft: 'Draft', active: 'Active', archived: 'Archived' } as const;

type Context = {
  currency: string;
  locale: string;
  nameCategory: (id: string) => string;
};

/** A product's part in words, for a table of what changes; '–' for none. */
export function describePart(part: Part, { currency, locale, nameCategory }: Context): string {
  switch (part.kind) {
    case 'status':
      return statuses[part.status];
    case 'tags':
      return part.tags.join(', ') || '–';
    case 'category':
      return part.categories.map(({ categoryId }) => nameCategory(categoryId)).join(', ') || '–';
    case 'price': {
      const range = (all: number[]) => {
        const [low, high] = [Math.min(...all), Math.max(...all)].map((minor) =>
          formatMoney(minor, currency, locale),
        );
        return low === high ? (low ?? '') : `${low ?? ''} to ${high ?? ''}`;
      };
      const compared = part.variants.flatMap(({ compareAtMinor }) => compareAtMinor ?? []);
      const prices = range(part.variants.map(({ priceMinor }) => priceMinor));
      return compared.length === 0 ? prices : `${prices} (compared with ${range(compared)})`;
    }
  }
}
