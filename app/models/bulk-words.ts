import type { BulkOutcome, BulkReturn } from '~/db/generated/enums';
import type { Part } from '~/models/bulk-apply';
import { formatMoney } from '~/money';

const statuses = { draft: 'Draft', active: 'Active', archived: 'Archived' } as const;

type Context = {
  locale: string;
  nameCategory: (id: string) => string;
};

/** A product's part in words, for a table of what changes; '–' for none. */
export function describePart(part: Part, { locale, nameCategory }: Context): string {
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
          formatMoney(minor, part.currency, locale),
        );
        return low === high ? (low ?? '') : `${low ?? ''} to ${high ?? ''}`;
      };
      const compared = part.variants.flatMap(({ compareAtMinor }) => compareAtMinor ?? []);
      const prices = range(part.variants.map(({ priceMinor }) => priceMinor));
      return compared.length === 0 ? prices : `${prices} (compared with ${range(compared)})`;
    }
  }
}

type Left = { outcome: BulkOutcome | null; problem: string; back: BulkReturn | null };

/** Why a product was not changed, or not taken back. */
export function whyLeft({ outcome, problem, back }: Left): string {
  if (back === 'kept') return 'Somebody saved it since.';
  if (back === 'gone' || outcome === 'gone') return 'It was deleted.';
  if (outcome === 'edited') return 'Somebody saved it after the preview.';
  return problem || 'A rule of products forbids it.';
}
