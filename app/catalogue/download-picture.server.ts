import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { env } from '~/env.server';
import { ImageRefused, MAX_IMAGE_BYTES } from '~/models/image-render.server';

/** The host, not the picture, is at fault. */
export class HostFault extends Error {
  override name = 'HostFault';
}
/** There is no such picture, or none that is fetched. */
export class PictureFault extends Error {
  override name = 'PictureFault';
}

/** Times that a picture's address may lead on to another. */
const REDIRECTS = 5;

/** They look at the address that is connected to, whatever its name was said to mean a moment ago. */
const options = { allowIPAddressList: env.PICTURES_FROM_NETWORK };
const agents = {
  'http:': new RequestFilteringHttpAgent(options),
  'https:': new RequestFilteringHttpsAgent(options),
};

/**
 * The bytes at an address of the internet; no address inside the server's own network is asked, but for those of
 * PICTURES_FROM_NETWORK.
 * @param timeout ms, for all of it
 * @throws HostFault, PictureFault or ImageRefused, each with a sentence for people.
 */
export async function downloadPicture(address: string, timeout: number): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeout);
  try {
    let url = readAddress(address);
    for (let hops = 0; hops <= REDIRECTS; hops += 1) {
      const response = await ask(url, signal);
      try {
        const to = locationOf(response);
        if (to === null) return await readBody(response);
        url = readAddress(to, url);
      } finally {
        // Whatever it still sends is not waited for.
        response.destroy();
      }
    }
    throw new PictureFault(`The address leads on to another more than ${REDIRECTS} times.`);
  } catch (error) {
    if (error instanceof HostFault || error instanceof PictureFault) throw error;
    if (error instanceof ImageRefused) throw error;
    if (signal.aborted) {
      throw new HostFault(`The host did not answer within ${timeout / 1000} s.`, { cause: error });
    }
    throw faultOf(error);
  }
}

function readAddress(address: string, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new PictureFault('The address leads to no page of the web. Write one with https://.');
}

function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = url.protocol === 'https:' ? https : http;
  const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:'];
  const headers = { Accept: 'image/avif,image/webp,image/*', 'User-Agent': 'Holdfast' };
  return new Promise((resolve, reject) => {
    get(url, { agent, signal, headers }, resolve).on('error', reject);
  });
}

/** Where an answer leads on to; null where it is the picture. */
function locationOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  if (statusCode >= 500 || statusCode === 429) {
    throw new HostFault(`The host answered ${statusCode}.`);
  }
  if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) return headers.location;
  if (statusCode !== 200) throw new PictureFault(`The host answered ${statusCode}.`);
  return null;
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const tooLarge = new ImageRefused('The picture is larger than 20 MB.');
  if (Number(response.headers['content-length']) > MAX_IMAGE_BYTES) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_IMAGE_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function faultOf(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (message.includes('is not allowed')) {
    const where =
      'The address leads into the network of the server, where no pictures are fetched.';
    return new PictureFault(where, { cause: error });
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const what =
      'The host’s name is not known here: it is misspelt, or the server has no way to the internet.';
    return new HostFault(what, { cause: error });
  }
  return new HostFault(`The host could not be reached (${code ?? message}).`, { cause: error });
}
