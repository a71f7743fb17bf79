import { PART_BYTES } from '~/models/catalogue-import';

/**
 * Sends a file from the browser, part by part. What comes in between (a lost connection, a server that restarts, a
 * database that is away) is waited for; each part is there once, however often it was sent.
 */

/** How the sending stands: what it is waiting for, or why it has ended. */
export type Sending =
  | { state: 'looking' | 'sending' | 'whole'; sent: number }
  | { state: 'waiting'; sent: number; said: string }
  | { state: 'stopped'; sent: number; said: string; signedOut: boolean };

/** Why it can't go on, in words for whoever sends. */
class Stopped extends Error {
  constructor(
    message: string,
    readonly signedOut = false,
  ) {
    super(message);
  }
}

/** It may go on in a moment. */
class NotNow extends Error {}

type Here = {
  status: string;
  size: number | null;
  received: number;
  parts: { start: number; hash: string }[];
};

/** ms between two tries: the longer, the more have failed. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000];

/** Sends what is not here yet of an import's file. `tell` is called with all that a person may want to see. */
export async function sendFile(
  { id, file, signal }: { id: string; file: File; signal: AbortSignal },
  tell: (sending: Sending) => void,
): Promise<void> {
  const address = `/admin/imports/${id}/part`;
  let sent = 0;
  let failures = 0;
  let compared = false;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    try {
      tell({ state: 'looking', sent });
      const here = await look(address, signal);
      sent = here.received;
      if (here.status !== 'uploading') return tell({ state: 'whole', sent: file.size });
      if (here.size !== file.size) throw new Stopped(OTHER);
      if (!compared) await compare(file, here);
      compared = true;
      while (sent < file.size) {
        const start = sent;
        const part = file.slice(start, start + PART_BYTES);
        const onSent = (bytes: number) => tell({ state: 'sending', sent: start + bytes });
        sent = await sendPart(`${address}?start=${start}`, part, { signal, onSent });
        failures = 0;
        tell({ state: 'sending', sent });
      }
    } catch (error) {
      if (isOver()) return;
      if (error instanceof Stopped) {
        const { message: said, signedOut } = error;
        return tell({ state: 'stopped', sent, said, signedOut });
      }
      tell({ state: 'waiting', sent, said: error instanceof NotNow ? error.message : NO_ANSWER });
      await pause(pauses[Math.min(failures, pauses.length - 1)] ?? 0, signal);
      failures += 1;
    }
  }
}

const OTHER =
  'This is another file than the one whose beginning is here. Choose the same file, or begin a new import.';
const NO_ANSWER = 'The shop does not answer. What has arrived is kept; it goes on by itself.';

async function look(address: string, signal: AbortSignal): Promise<Here> {
  const answer = await fetch(address, { signal, redirect: 'manual' });
  if (answer.type === 'opaqueredirect') throw new Stopped(SIGNED_OUT, true);
  if (!answer.ok) throw refusal(answer.status, await answer.text());
  return (await answer.json()) as Here;
}

const SIGNED_OUT = 'You are signed out. Sign in in another tab, then go on here.';

function refusal(status: number, said: string): Error {
  if (status === 401) return new Stopped(SIGNED_OUT, true);
  const isSentence = said !== '' && !said.startsWith('<');
  // 409: another tab has sent more of it meanwhile.
  if (status >= 500 || [408, 409, 429].includes(status)) {
    return new NotNow(isSentence ? `${said} It goes on by itself.` : NO_ANSWER);
  }
  return new Stopped(isSentence ? said : 'The shop refused the file. Begin a new import.');
}

/** Whether what is here is the beginning of this file: as far as this browser can tell. */
async function compare(file: File, { parts }: Here): Promise<void> {
  for (const { start, hash } of parts) {
    const digest = await sha256(file.slice(start, start + PART_BYTES));
    if (digest === null) return;
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hex !== hash) throw new Stopped(OTHER);
  }
}

/** null where the browser has no means: pages that come over plain HTTP have none. */
async function sha256(part: Blob): Promise<Uint8Array | null> {
  if (!globalThis.isSecureContext) return null;
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()));
}

/** `fetch` does not tell how much of a body is sent. @returns bytes that are here now. */
async function sendPart(
  address: string,
  part: Blob,
  { signal, onSent }: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<number> {
  const digest = await sha256(part);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (digest) {
      request.setRequestHeader(
        'Content-Digest',
        `sha-256=:${btoa(String.fromCharCode(...digest))}:`,
      );
    }
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onerror = () => reject(new NotNow(NO_ANSWER));
    request.onabort = () => reject(new NotNow(NO_ANSWER));
    request.onload = () => {
      if (request.status !== 200) return reject(refusal(request.status, request.responseText));
      try {
        resolve((JSON.parse(request.responseText) as { received: number }).received);
      } catch {
        // Somebody else's answer, such as a page of the network that this browser is in.
        reject(new NotNow(NO_ANSWER));
      }
    };
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(part);
  });
}

/** Ends early when the browser says that it is connected again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
