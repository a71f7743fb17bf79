import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '~/server/cache/entry';
import { fromFile, toFile } from '~/server/cache/file';

type Written = {
  etag: string;
  /** `Date.now()` in ms until which it is better than none. */
  ends: number;
};

function writtenOf({ plain, madeAt, freshness }: Entry): Written {
  return { etag: plain.etag, ends: madeAt + freshness.fresh + freshness.ifError };
}

type Warn = (facts: object, message: string) => void;

const ending = '.kept';
/** Files read at once at the start. */
const atOnce = 16;
/** ms after which what is the same as on the disk is written again, for its time. */
const often = 3_600_000;
/** ms without writing after a failure, such as a full disk. */
const pause = 60_000;
/** ms after which an unfinished file is nobody's: another process may be about to finish a younger one. */
const abandoned = 60_000;

/**
 * What is kept in memory, on the disk too, so that it outlives the process: a file for each entry, which appears whole
 * or not at all. It follows the memory, and so its bound. A disk that can't be written to is said once, and done without.
 */
export class Disk {
  readonly #waiting = new Map<string, Entry>();
  /** Keys whose files are to go: before anything is written, also under the same key. */
  readonly #leaving = new Set<string>();
  readonly #written = new Map<string, Written>();
  #working: Promise<void> | undefined;
  #writing: string | undefined;
  #quietUntil = 0;
  #warned = false;

  /** @param build names the code that makes pages: what another one made is not used. */
  constructor(
    readonly folder: string,
    readonly build: string,
    readonly warn: Warn,
  ) {}

  /**
   * Reads what is there, and gives the newest of it, the oldest first: who keeps only so much then keeps those last given.
   * What is damaged, of another build or beyond the room is removed.
   * @param room bytes, in memory
   */
  async load(room: number, found: (key: string, entry: Entry) => void): Promise<void> {
    const files = await this.#files();
    const chosen: { key: string; entry: Entry }[] = [];
    for (let i = 0; i < files.length; i += atOnce) {
      const some = files.slice(i, i + atOnce);
      const read = await Promise.all(some.map((path) => this.#read(path)));
      for (const [n, file] of read.entries()) {
        if (file && file.entry.size <= room) {
          room -= file.entry.size;
          chosen.push(file);
        } else {
          await rm(some[n] ?? '', { force: true }).catch(() => undefined);
        }
      }
    }
    for (const { key, entry } of chosen.reverse()) {
      this.#written.set(key, writtenOf(entry));
      found(key, entry);
    }
  }

  /** Writes an entry, some time. */
  write(key: string, entry: Entry): void {
    const written = this.#written.get(key);
    const { etag, ends } = writtenOf(entry);
    if (written?.etag === etag && written.ends <= ends && ends - written.ends < often) return;
    this.#waiting.set(key, entry);
    this.#begin();
  }

  /** Removes a key's file, soon. */
  remove(key: string): void {
    this.#waiting.delete(key);
    if (!this.#written.delete(key) && this.#writing !== key) return;
    this.#leaving.add(key);
    this.#begin();
  }

  /** Resolves when all is written. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Leaves what is not being written yet. */
  giveUp(): void {
    this.#waiting.clear();
  }

  #begin(): void {
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
  }

  /** One file after the other: nobody waits for them. */
  async #work(): Promise<void> {
    for (;;) {
      for (const key of this.#leaving) await this.#removeFile(key);
      const [next] = this.#waiting;
      if (!next) return;
      await this.#writeNext(...next);
    }
  }

  async #writeNext(key: string, entry: Entry): Promise<void> {
    this.#waiting.delete(key);
    if (Date.now() < this.#quietUntil) return;
    this.#writing = key;
    try {
      await this.#writeFile(key, entry);
      this.#written.set(key, writtenOf(entry));
    } catch (error) {
      this.#quietUntil = Date.now() + pause;
      this.#say(error);
    }
    this.#writing = undefined;
  }

  /** Also where nothing can be written: a full disk lets go of files. What it does not is tried again. */
  async #removeFile(key: string): Promise<void> {
    this.#leaving.delete(key);
    this.#written.delete(key);
    try {
      await rm(this.#pathOf(key), { force: true });
    } catch (error) {
      this.#say(error);
      setTimeout(() => this.#removeAgain(key), pause).unref();
    }
  }

  #removeAgain(key: string): void {
    if (this.#written.has(key) || this.#writing === key) return;
    this.#leaving.add(key);
    this.#begin();
  }

  async #writeFile(key: string, entry: Entry): Promise<void> {
    const path = this.#pathOf(key);
    const unfinished = `${path}.${randomUUID()}`;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(unfinished, toFile(key, entry, this.build));
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async #read(path: string): Promise<{ key: string; entry: Entry } | null> {
    try {
      return fromFile(await readFile(path), this.build);
    } catch {
      return null;
    }
  }

  /** Those of the folder, newest first. What a process left unfinished is removed, unless it may still be at it. */
  async #files(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        const facts = await stat(path).catch(() => null);
        return { path, changed: facts?.mtimeMs ?? 0 };
      }),
    );
    const left = files.filter(
      ({ path, changed }) =>
        !path.endsWith(ending) && path.includes(`${ending}.`) && changed < Date.now() - abandoned,
    );
    await Promise.all(left.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
    return files
      .filter(({ path }) => path.endsWith(ending))
      .sort((a, b) => b.changed - a.changed)
      .map(({ path }) => path);
  }

  #pathOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
    return join(this.folder, name + ending);
  }

  #say(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    this.warn(
      {
        event: 'cache.disk',
        folder: this.folder,
        cause: error instanceof Error ? error.message : '',
      },
      'What is kept can’t be written to the disk: after a restart it has to be made anew. Let CACHE_DIR be a folder that can be written to, or off.',
    );
  }
}
