import { singleton } from '~/singleton.server';
import { Tally } from '~/telemetry/tally.server';

/** As a label of few values: whatever else a client makes up is `other`. */
const methods = ['GET', 'HEAD', 'POST', 'other'] as const;

export type Answers = { route: string; method: string; status: number; count: number };

/** Counts the server's answers by route, method and status, and how long they took by route. */
class Traffic {
  readonly #routes = new Map<string, { times: Tally; answers: Map<number, number> }>();

  /**
   * @param route one of the server's own names: never what a client sent, or its values would have no end.
   * @param ms null for an answer that is a stream: how long it lasts says nothing.
   */
  record(route: string, method: string | undefined, status: number, ms: number | null): void {
    let of = this.#routes.get(route);
    if (!of) this.#routes.set(route, (of = { times: new Tally(), answers: new Map() }));
    if (ms !== null) of.times.add(ms);
    const known = methods.findIndex((name) => name === method);
    const key = status * methods.length + (known < 0 ? methods.length - 1 : known);
    of.answers.set(key, (of.answers.get(key) ?? 0) + 1);
  }

  *answers(): Generator<Answers> {
    for (const [route, { answers }] of this.#routes) {
      for (const [key, count] of answers) {
        const method = methods[key % methods.length] ?? 'other';
        yield { route, method, status: Math.floor(key / methods.length), count };
      }
    }
  }

  *times(): Generator<[route: string, times: Tally]> {
    for (const [route, { times }] of this.#routes) yield [route, times];
  }
}

/** What this process has answered since it began. */
export const traffic = singleton('traffic', () => new Traffic());
