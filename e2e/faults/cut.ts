import type { Fault, How, Link } from './link';
import { isAnswered, sqlOf } from './wire';

export type CutOptions = {
  /** The statement: its first word ('commit', 'insert'), or a pattern of its SQL. */
  at: string | RegExp;
  /**
   * before:   the server never sees it;
   * sent:     the server has it, and may or may not have done it;
   * answered: the server has done it, the client doesn't hear of it;
   * reply:    the client hears the first half of the answer.
   */
  when?: 'before' | 'sent' | 'answered' | 'reply';
  how?: How;
  /** How many times; then the fault is over. */
  times?: number;
};

/**
 *   before            sent             answered           reply
 *   C --X   S         C -----> S       C -----> S         C -----> S
 *                     C --X    S       C  X<--- S         C <-X--- S
 */
export function cut(
  { at, when = 'sent', how = 'rst', times = 1 }: CutOptions,
  done: () => void,
): Fault {
  const pattern = typeof at === 'string' ? new RegExp(`^\\s*${at}\\b`, 'i') : at;
  /** Connections on which the statement is under way. */
  const armed = new Map<Link, 'sending' | 'sent'>();
  let left = times;
  const strike = () => {
    left -= 1;
    if (left === 0) done();
  };
  return {
    pass(bytes, way, link) {
      if (way === 'to client') {
        if (armed.get(link) !== 'sent') return [bytes];
        armed.delete(link);
        strike();
        if (when === 'answered') {
          link.cut(how);
          return [];
        }
        link.cutAfterWrite = how;
        return [bytes.subarray(0, Math.ceil(bytes.length / 2))];
      }
      if (!armed.has(link)) {
        if (left - armed.size <= 0 || !pattern.test(sqlOf(bytes) ?? '')) return [bytes];
        if (when === 'before') {
          strike();
          link.cut(how);
          return [];
        }
        armed.set(link, 'sending');
      }
      if (!isAnswered(bytes)) return [bytes];
      if (when === 'sent') {
        armed.delete(link);
        strike();
        link.cutAfterWrite = how;
      } else {
        armed.set(link, 'sent');
      }
      return [bytes];
    },
  };
}
