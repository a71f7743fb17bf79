import { shop } from '~/shop.server';

/** Characters; NIST SP 800-63B-4 asks for 8 beside a second factor and 15 alone, OWASP's ASVS for 12. */
const PASSWORD_LENGTH = 12;
/** Longer ones only keep scrypt busy. */
const longest = 1024;
/** Guesses, as a power of ten, that whoever has no hash can't make: fewer are a common word, a row of keys, a repetition. */
const leastGuesses = 8;
/** Characters that are looked at: what so many are worth is enough, and more of them take seconds. */
const lookedAt = 100;

/**
 * What is wrong with a new password, in a sentence; null when it is good. No kinds of characters are asked for
 * (NIST SP 800-63B): it is long, it is not common, and it is not made of what everybody knows of its person.
 * @param known their e-mail address and name.
 */
export async function faultOf(password: string, known: string[]): Promise<string | null> {
  if (password.length < PASSWORD_LENGTH) {
    return `The password is shorter than ${PASSWORD_LENGTH} characters. Three or four words make a good one.`;
  }
  if (password.length > longest) return 'The password is longer than 1,024 characters.';
  const { check } = await guesser();
  const parts = known.flatMap((text) => [text, ...text.split(/[@.\s]+/)]);
  const { guessesLog10 } = check(
    password.slice(0, lookedAt),
    [...parts, shop.name].filter((part) => part.length > 2),
  );
  if (guessesLog10 >= leastGuesses) return null;
  return 'The password is easy to guess: a common one, a row of keys, or made of your name. Three or four words make a good one.';
}

type Check = (password: string, known: string[]) => { guessesLog10: number };
let ready: Promise<{ check: Check }> | undefined;

/** Its lists are read when somebody chooses a password, not when the shop starts. */
function guesser(): Promise<{ check: Check }> {
  ready ??= (async () => {
    const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ]);
    const guess = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
    return { check: (password, known) => guess.check(password, known) };
  })();
  return ready;
}
