import { z } from 'zod';
import type { PictureFile } from '~/components/picture';
import { pictureSchema } from '~/drafts';

/** A picture that was not stored. `again`: the same may go well later. */
export class NotSent extends Error {
  override name = 'NotSent';
  constructor(
    message: string,
    readonly again: boolean,
    readonly signedOut = false,
  ) {
    super(message);
  }
}

type Sending = {
  /** The form's: sent again under it, a picture is stored once. */
  key: string;
  file: File;
  /** Called with the part of the bytes that has been sent, 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
};

const replySchema = z.object({
  images: z.array(pictureSchema),
  problems: z.array(z.string()),
});

/**
 * Sends one picture. Not by `fetch`, which says nothing of how far it has come.
 * @returns the stored picture; null when it was called off.
 * @throws NotSent with a sentence for people.
 */
export function sendPicture({
  key,
  file,
  onProgress,
  signal,
}: Sending): Promise<PictureFile | null> {
  const body = new FormData();
  body.append('key', key);
  body.append('uploads', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/admin/images');
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve(read(request));
      } catch (error) {
        reject(error instanceof Error ? error : new Error('The answer can’t be read.'));
      }
    };
    request.onerror = () => reject(new NotSent('The shop did not answer.', true));
    request.onabort = () => resolve(null);
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function read(request: XMLHttpRequest): PictureFile {
  const { status, responseText } = request;
  if (status === 401) {
    throw new NotSent('You are signed out.', true, true);
  }
  if (status >= 500 || status === 429) {
    throw new NotSent(
      {
        429: 'The shop is making many other pictures ready.',
        503: 'The database is not answering.',
      }[status] ?? 'The shop did not answer.',
      true,
    );
  }
  if (status !== 200) {
    const told = request.getResponseHeader('Content-Type')?.startsWith('text/plain');
    throw new NotSent(told && responseText ? responseText : 'The shop did not take it.', false);
  }
  const { images, problems } = replySchema.parse(JSON.parse(responseText));
  const [image] = images;
  if (image) return image;
  // The name stands beside it already.
  throw new NotSent(problems[0]?.replace(/^.*?: /, '') ?? 'The shop did not take it.', false);
}
