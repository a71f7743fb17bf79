import { ImageRefused } from '~/models/image-render.server';
import { singleton } from '~/singleton.server';

/** Pictures made ready at a time. One of 50 million pixels takes some 200 MB meanwhile, and a core. */
const AT_ONCE = 2;
/** Bytes of pictures that wait for their turn. */
const WAITING_BYTES = 100 * 1024 * 1024;

/** So many pictures are waiting that no more are taken: the same goes well in a moment. */
export class PicturesBusy extends ImageRefused {
  override name = 'PicturesBusy';
  constructor() {
    super('Many pictures are being made ready just now. Add it again in a moment.');
  }
}

type Waiting = { bytes: number; begin: () => void };

/** Takes pictures one after the other, a bounded number at a time; people who bring many take turns. */
export class Turns {
  #drawing = 0;
  #waitingBytes = 0;
  /** By whom; the next one's turn is the first. */
  readonly #queues = new Map<string, Waiting[]>();

  constructor(
    readonly atOnce = AT_ONCE,
    readonly most = WAITING_BYTES,
  ) {}

  /**
   * Does `work` when its turn has come.
   * @param bytes that it keeps in memory while it waits
   * @throws PicturesBusy
   */
  async take<Result>(who: string, bytes: number, work: () => Promise<Result>): Promise<Result> {
    if (this.#drawing < this.atOnce) this.#drawing += 1;
    else await this.#wait(who, bytes);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #wait(who: string, bytes: number): Promise<void> {
    if (this.#waitingBytes + bytes > this.most) throw new PicturesBusy();
    this.#waitingBytes += bytes;
    return new Promise((begin) => {
      const queue = this.#queues.get(who) ?? [];
      this.#queues.set(who, [...queue, { bytes, begin }]);
    });
  }

  #next(): void {
    for (const [who, [first, ...others]] of this.#queues) {
      this.#queues.delete(who);
      if (others.length > 0) this.#queues.set(who, others);
      if (!first) continue;
      this.#waitingBytes -= first.bytes;
      first.begin();
      return;
    }
    this.#drawing -= 1;
  }
}

export const pictureTurns = singleton('picture turns', () => new Turns());
