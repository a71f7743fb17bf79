/** Characters of a query that are looked at. */
export const maxQuery = 100;
const maxWords = 6;

/** A query as people see it again: one line, bounded. */
export function tidyQuery(text: string | null): string {
  return (text ?? '')
    .slice(0, 4 * maxQuery)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, maxQuery)
    .trim();
}

/**
 * The words to look for, longest first: letters and digits alone, so that no
 * wildcard of LIKE or of a regular expression gets through.
 */
export function searchWords(query: string): string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 1);
  return [...new Set(telling.length > 0 ? telling : words)]
    .sort((a, b) => b.length - a.length)
    .slice(0, maxWords);
}

/**
 * A regular expression for a short word with one slip in it: two letters
 * swapped, one wrong, one missing, one too many. Trigrams are too coarse for these.
 * @returns null where the word is so short that anything would match, or long enough for trigrams.
 */
export function oneSlip(word: string): string | null {
  const letters = Array.from(word);
  if (letters.length < 3 || letters.length > 5) return null;
  const variants = letters.flatMap((letter, i) => {
    const before = letters.slice(0, i).join('');
    const after = letters.slice(i + 1).join('');
    const next = letters[i + 1];
    const swapped =
      next === undefined ? [] : [before + next + letter + letters.slice(i + 2).join('')];
    const shorter = letters.length > 3 ? [before + after] : [];
    return [...swapped, ...shorter, `${before}.${after}`, `${before}.${letter}${after}`];
  });
  return `\\m(${[...new Set(variants)].join('|')})\\M`;
}
