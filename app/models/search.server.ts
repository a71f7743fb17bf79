import { Prisma } from '~/db.server';
import { oneSlip } from '~/search-words';

/** Words as `searchWords` gives them; `forgiving` also takes what was mistyped. */
export type Search = { words: string[]; forgiving: boolean };

/** Whether product p has every word: as a part of a word, or much alike. */
export function matching({ words, forgiving }: Search): Prisma.Sql {
  if (words.length === 0) return Prisma.sql`false`;
  if (forgiving) {
    const slips = words.map(oneSlip);
    return Prisma.sql`p.id IN (SELECT product_ids_alike(${words}::text[], ${slips}::text[]))`;
  }
  return Prisma.join(words.map(hasWord), ' AND ');
}

/** One or two letters say nothing in the middle of a word: only its beginning counts. */
function hasWord(word: string): Prisma.Sql {
  if (word.length < 3) return Prisma.sql`p.search_text ~ ${`\\m${word}`}`;
  return Prisma.sql`(p.search_text LIKE ${`%${word}%`} OR ${word} <% p.search_text)`;
}

/** How well product p answers: words in the title weigh most, then words anywhere. */
export function relevance({ words }: Search): Prisma.Sql {
  if (words.length === 0) return Prisma.sql`0::real`;
  const scores = words.map(
    (word) => Prisma.sql`
      (2 * word_similarity(${word}, lower(p.title)) + word_similarity(${word}, p.search_text)
        + (lower(p.title) ~ ${`\\m${word}`})::int)`,
  );
  return Prisma.sql`(${Prisma.join(scores, ' + ')} + p.available::int * 0.1)`;
}
