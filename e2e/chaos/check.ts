import type { Save } from './journal';
import { type Stored, variants } from './product-form';

export type Verdict = {
  /** Acknowledged, and not in the database. */
  lost: number;
  /** In the database more often than it was asked for. */
  duplicated: number;
  /** Products of which only a part was saved. */
  torn: number;
  /** Forms of which nobody knows whether they were saved. */
  unresolved: number;
  /** Forms that were answered in a way that none of their kind is. */
  wrong: number;
  /** A sentence for each of these. */
  findings: string[];
};

/**
 * Holds what was acknowledged against what the database has. Each save raises its product's version by
 * one, so a product of version 5 was saved five times, and its fields show the number of the fifth.
 * @param keys those that the database knows as used
 */
export function check(saves: Save[], stored: Stored[], keys: Set<string>): Verdict {
  const verdict: Verdict = {
    lost: 0,
    duplicated: 0,
    torn: 0,
    unresolved: 0,
    wrong: 0,
    findings: [],
  };
  const find = (kind: Exclude<keyof Verdict, 'findings'>, count: number, sentence: string) => {
    if (count <= 0) return;
    verdict[kind] += count;
    verdict.findings.push(`${kind}: ${sentence}`);
  };

  for (const { outcome, number, key, sent, said } of saves) {
    if (outcome === 'unknown') find('unresolved', 1, `save ${number}, sent ${sent} times`);
    if (outcome === 'wrong') find('wrong', 1, `save ${number} was ${said ?? ''}`);
    if (outcome === 'done' && !keys.has(key)) find('lost', 1, `the key of save ${number}`);
  }

  const done = new Map<string, Save[]>();
  for (const save of saves) {
    if (save.outcome !== 'done' || save.productId === null) continue;
    done.set(save.productId, [...(done.get(save.productId) ?? []), save]);
  }
  const left = new Map(done);
  for (const product of stored) {
    const { id, slug, version, numbers } = product;
    const mine = (done.get(id) ?? []).sort((a, b) => a.opened - b.opened);
    left.delete(id);
    const unknown = saves.filter(
      ({ outcome, productId, number }) =>
        (outcome === 'unknown' || outcome === 'wrong') &&
        (productId === id || (productId === null && numbers.includes(number))),
    ).length;
    const shown = numbers.join(' and ');
    if (numbers.length !== 1 || product.variants !== variants) {
      find('torn', 1, `${slug} shows ${shown} in ${product.variants} variants`);
    }
    const times = `${slug} was saved ${mine.length} times and has version ${version}`;
    find('lost', mine.length - version, times);
    find('duplicated', version - mine.length - unknown, times);
    const last = mine.at(-1);
    if (last?.opened === version - 1 && !numbers.includes(last.number)) {
      find('lost', 1, `${slug} shows ${shown}, not ${last.number}`);
    }
  }
  for (const [id, missing] of left) {
    find('lost', missing.length, `product ${id}, saved ${missing.length} times, is not there`);
  }
  return verdict;
}
