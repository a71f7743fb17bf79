import { kept, Prisma, read } from '~/db.server';
import { oneSlip } from '~/search-words';

/** What a typed word may mean, of the words that products have. */
export type Meaning = {
  typed: string;
  /** Itself and those that begin with it come first; then those it is a part of, or that are much alike. */
  words: string[];
  /** How many of `words` begin as typed. */
  begin: number;
  /** Products that have one of them, counted up to a bound. */
  products: number;
  /** What part of all products has them, where they are too many to count; by PostgreSQL's own statistics. */
  share: number;
};

/** Words that one typed word stands for, at most: each has its own list of products to be merged. */
const mostBeginnings = 20;
const mostOthers = 12;
/** At most so many are counted. */
const countedProducts = 1_000;

/**
 * What typed words may mean, each by itself: words that begin with them, hold them, or are much alike.
 * `forgiving` takes what was mistyped too: alike by trigrams, or with one slip.
 * @param typed as `searchWords` gives them.
 * @returns null where a word means nothing: then no product has all of them.
 */
export async function findMeanings(typed: string[], forgiving: boolean): Promise<Meaning[] | null> {
  if (typed.length === 0) return null;
  const slips = typed.map((word) => (forgiving ? oneSlip(word) : null));
  const alike = forgiving
    ? Prisma.sql`(s.word % t.typed OR s.word ~ t.slip)`
    : Prisma.sql`(s.word LIKE '%' || t.typed || '%' OR t.typed <% s.word)`;
  const statement = Prisma.sql`
      WITH frequent AS MATERIALIZED (
        SELECT f.word, f.frequency
        FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS f(word, frequency)
        WHERE s.schemaname = current_schema AND s.tablename = 'product' AND s.attname = 'words'
      )
      SELECT t.typed, m.begins || m.others AS words, cardinality(m.begins) AS begin,
        (SELECT count(*)::int FROM (
          SELECT FROM product_word w WHERE w.word = ANY(m.begins || m.others) LIMIT ${countedProducts}
        ) counted) AS products,
        (SELECT coalesce(sum(frequency), 0)::float FROM frequent
          WHERE word = ANY(m.begins || m.others)) AS share
      FROM unnest(${typed}::text[], ${slips}::text[]) WITH ORDINALITY AS t(typed, slip, place)
      CROSS JOIN LATERAL (
        SELECT
          ARRAY(SELECT s.word FROM search_word s
            WHERE s.word >= t.typed AND s.word < t.typed || U&'\\+10FFFF'
            ORDER BY length(s.word), s.word LIMIT ${mostBeginnings}) AS begins,
          ARRAY(SELECT s.word FROM search_word s
            WHERE length(t.typed) > 2 AND ${alike} AND NOT starts_with(s.word, t.typed)
            ORDER BY similarity(s.word, t.typed) DESC, s.word LIMIT ${mostOthers}) AS others
        OFFSET 0
      ) m
      ORDER BY t.place`;
  const kind = forgiving ? 'words alike' : 'words';
  const meanings = await read((db) => db.$queryRaw<Meaning[]>(kept(kind, statement)));
  return meanings.every(({ words }) => words.length > 0) ? meanings : null;
}

/** Whether product p has every word, by any of its meanings. */
export function hasWords(search: Meaning[]): Prisma.Sql {
  const each = search.map(({ words }) => Prisma.sql`p.words && ${words}::text[]`);
  return each.length > 0 ? Prisma.join(each, ' AND ') : Prisma.sql`true`;
}

/** The one whose words the fewest products have. */
export function rarestOf(search: Meaning[]): Meaning {
  return search.reduce((rare, other) =>
    (other.products - rare.products || other.share - rare.share) < 0 ? other : rare,
  );
}

/** What part of the rarest word's products has all other words: guessed, as if no word went with another. */
export function guessedShare(search: Meaning[]): number {
  const rarest = rarestOf(search);
  return search
    .filter((meaning) => meaning !== rarest && meaning.share > 0)
    .reduce((product, { share }) => product * Math.min(1, share), 1);
}

/** How well row s answers: a word itself weighs more than another that begins so, and either more in the title. */
export function relevance(search: Meaning[]): Prisma.Sql {
  const scores = search.map(({ typed, words, begin }) => {
    const inTitle = `\\m(${words.join('|')})\\M`;
    return Prisma.sql`
      CASE WHEN s.words @> ARRAY[${typed}::text] THEN 3
        WHEN s.words && ${words.slice(0, begin)}::text[] THEN 2 ELSE 1 END
      + 2 * (lower(s.title) ~ ${inTitle})::int`;
  });
  return Prisma.sql`(${Prisma.join(scores, ' + ')} + s.available::int * 0.1)`;
}
