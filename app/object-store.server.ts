import { AwsClient } from 'aws4fetch';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** Tries of one request, and ms that all of them together may take: half a save's time. */
const tries = 3;
const patience = 5_000;
/** ms; the pause doubles with each failure. */
const pause = 100;

/** The object store could not be asked, or refused. `cause` says why, and is for the log. */
export class ObjectStoreAway extends Error {
  override name = 'ObjectStoreAway';
}

export type ObjectStoreSettings = {
  /** An origin such as https://s3.example.org. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/**
 * One bucket of an object store that speaks S3's protocol, addressed by path. What fails in passing is tried again:
 * putting the same object twice is putting it once.
 */
export class ObjectStore {
  readonly #client: AwsClient;
  readonly #bucket: string;

  constructor({ endpoint, bucket, ...credentials }: ObjectStoreSettings) {
    this.#client = new AwsClient({ ...credentials, service: 's3', retries: 0 });
    this.#bucket = `${endpoint}/${bucket}`;
  }

  /** @throws ObjectStoreAway; the object may be there then. */
  async put(key: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
    const sum = createHash('sha256').update(body).digest('hex');
    const init = { method: 'PUT', body, headers: { ...headers, 'X-Amz-Content-Sha256': sum } };
    await this.#ask(key, init, async (response) => {
      if (!response.ok) throw await refused(response);
      await response.arrayBuffer();
    });
  }

  /**
   * @returns null where there is no such object
   * @throws ObjectStoreAway
   */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#ask(key, {}, async (response) => {
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      const error = await refused(response);
      // A bucket that is not there answers 404, too.
      if (response.status === 404 && error.code === 'NoSuchKey') return null;
      throw error;
    });
  }

  async #ask<Result>(
    key: string,
    init: RequestInit,
    read: (response: Response) => Promise<Result>,
  ): Promise<Result> {
    const signal = AbortSignal.timeout(patience);
    for (let tried = 1; ; tried += 1) {
      try {
        return await read(await this.#client.fetch(`${this.#bucket}/${key}`, { ...init, signal }));
      } catch (error) {
        const isFinal = error instanceof Refused && !error.mayPass;
        if (isFinal || tried === tries || signal.aborted) {
          throw new ObjectStoreAway('The object store did not answer as it should.', {
            cause: error,
          });
        }
        await delay(Math.random() * pause * 2 ** tried);
      }
    }
  }
}

/** An answer that is none. Its message holds neither key nor signature. */
class Refused extends Error {
  override name = 'Refused';
  readonly code: string;
  readonly mayPass: boolean;

  constructor(status: number, code: string) {
    super(`The object store answered ${status} ${code}`.trim());
    this.code = code;
    this.mayPass = status >= 500 || status === 429;
  }
}

async function refused(response: Response): Promise<Refused> {
  const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
  return new Refused(response.status, code);
}
