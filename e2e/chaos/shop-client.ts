import { pause } from '../faults/pause';

/** ms: far beyond every deadline of the shop. Who waits for so long counts as never answered. */
const patience = 30_000;

/** What came of a request; times as performance.now tells, in ms. */
export type Answer = {
  method: 'GET' | 'POST';
  path: string;
  begun: number;
  ended: number;
  /** 0: the connection ended, or nobody answered. */
  status: number;
  location: string | null;
  setCookie: string | null;
  text: string;
};

/** Asks the shop as a browser does: by connections that are kept, and without following redirects. */
export class ShopClient {
  readonly #url: string;
  readonly #heard: (answer: Answer) => void;
  #cookie = '';

  /** @param heard is told of every answer. */
  constructor(url: string, heard: (answer: Answer) => void) {
    this.#url = url;
    this.#heard = heard;
  }

  get(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }

  post(path: string, body: FormData | URLSearchParams): Promise<Answer> {
    return this.#ask('POST', path, body);
  }

  async signIn(owner: { email: string; password: string }): Promise<void> {
    const { status, setCookie } = await this.post('/admin/login', new URLSearchParams(owner));
    if (status !== 302 || !setCookie) throw new Error(`The sign-in was answered with ${status}.`);
    this.#cookie = setCookie.split(';')[0] ?? '';
  }

  async #ask(
    method: Answer['method'],
    path: string,
    body?: FormData | URLSearchParams,
  ): Promise<Answer> {
    const begun = performance.now();
    const come = await fetch(`${this.#url}${path}`, {
      method,
      body,
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: this.#cookie },
      signal: AbortSignal.timeout(patience),
    })
      .then(async (response) => ({
        status: response.status,
        location: response.headers.get('Location'),
        setCookie: response.headers.get('Set-Cookie'),
        text: await response.text(),
      }))
      .catch((error: unknown) => ({
        status: 0,
        location: null,
        setCookie: null,
        text: String((error as Error).cause ?? error),
      }));
    const answer = { method, path, begun, ended: performance.now(), ...come };
    this.#heard(answer);
    return answer;
  }
}

/** Waits, unless it is over. @returns whether it goes on */
export async function goOn(ms: number, over: AbortSignal): Promise<boolean> {
  await pause(ms, over);
  return !over.aborted;
}
