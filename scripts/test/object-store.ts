import S3rver from '@20minutes/s3rver';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../postgres/cluster.js';

/**
 * An object store of its own for tests, with one bucket: files in a folder behind S3's protocol, which checks
 * signatures. What is in it stays while it is stopped.
 */
export async function startObjectStore() {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-objects-'));
  const port = await freePort();
  const bucket = 'pictures';
  const open = async () => {
    const server = new S3rver({
      address: '127.0.0.1',
      port,
      silent: true,
      directory,
      configureBuckets: [{ name: bucket }],
    });
    await server.run();
    return server;
  };
  let server = await open();
  return {
    /** How a shop is told of it. Its keys are the only ones that this server knows. */
    environment: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    stop: () => server.close(),
    async start() {
      server = await open();
    },
    async remove() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
