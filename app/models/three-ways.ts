/** Which of two people's values, or the one before both, is to stay. */
export type Choice = 'mine' | 'theirs' | 'before';

/** Both changed the same thing, each otherwise. Values are told in words; '' for none. */
export type Conflict = {
  /** Names it to `choose`. */
  path: string;
  label: string;
  mine: string;
  theirs: string;
  /** null where it is not known. */
  before: string | null;
};

/** Three states of one thing. `before` is what both began with; null where that is not known. */
export type Ways<Value> = { mine: Value; theirs: Value; before: Value | null };

/** Goes through what two people made of the same, and notes what was theirs and what they have to decide. */
export class ThreeWays {
  readonly conflicts: Conflict[] = [];
  /** Labels of what only they changed. */
  readonly taken = new Set<string>();

  constructor(readonly choose: (path: string) => Choice | undefined) {}

  /** The value that stays: the changed one, or the chosen one; mine as long as none is chosen. */
  pick<Value>(
    { path, label }: { path: string; label: string },
    { mine, theirs, before }: Ways<{ value: Value }>,
    describe: (value: Value) => string,
  ): Value {
    if (same(mine.value, theirs.value)) return mine.value;
    if (before && same(mine.value, before.value)) {
      this.taken.add(label);
      return theirs.value;
    }
    if (before && same(theirs.value, before.value)) return mine.value;
    const choice = this.choose(path);
    if (choice === 'theirs') return theirs.value;
    if (choice === 'before' && before) return before.value;
    if (choice !== 'mine') {
      this.conflicts.push({
        path,
        label,
        mine: describe(mine.value),
        theirs: describe(theirs.value),
        before: before && describe(before.value),
      });
    }
    return mine.value;
  }

  /** What is in either, but for what one of them took away. */
  set(label: string, { mine, theirs, before }: { [Way in Choice]: string[] }): string[] {
    if (!same(theirs, before) && !same(mine, theirs)) this.taken.add(label);
    const stays = (one: string) =>
      before.includes(one) ? mine.includes(one) && theirs.includes(one) : true;
    const order = same(theirs, before) ? [...mine, ...theirs] : [...theirs, ...mine];
    return [...new Set(order)].filter(stays);
  }

  /** The order of `keys`, each of which is in at least one of the lists: theirs or mine, whoever changed it. */
  order(
    of: { path: string; label: string },
    keys: ReadonlySet<string>,
    { mine, theirs, before }: Ways<string[]>,
    describe: (keys: string[]) => string,
  ): string[] {
    const both = (key: string) => keys.has(key) && mine.includes(key) && theirs.includes(key);
    const old = before && new Set(before);
    const shared = (list: string[]) => list.filter((key) => both(key) && (old?.has(key) ?? true));
    const picked = this.pick(
      of,
      {
        mine: { value: shared(mine) },
        theirs: { value: shared(theirs) },
        before: before && { value: shared(before) },
      },
      describe,
    );
    const order = [...picked];
    for (const list of [theirs, mine])
      weave(
        order,
        list.filter((key) => keys.has(key)),
      );
    return order;
  }
}

/** Puts what is missing behind what it follows in its own list. */
function weave(order: string[], list: string[]): void {
  let at = -1;
  for (const key of list) {
    const place = order.indexOf(key);
    if (place === -1) order.splice((at += 1), 0, key);
    else at = place;
  }
}

/** As JSON tells them; the order of an object's properties makes no difference. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, withSortedKeys) === JSON.stringify(b, withSortedKeys);
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
