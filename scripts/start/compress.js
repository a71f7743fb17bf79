import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const compressors = {
  '.br': promisify(brotliCompress),
  '.gz': (/** @type {Buffer} */ bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** Pictures and fonts are compressed already. */
const compressible = /\.(js|css|svg|html|json|txt|xml|ico|webmanifest)$/;

/**
 * Writes each file that gains by it compressed beside itself, as small as it gets.
 * @param {string} folder
 */
export async function compressFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name));
  await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
}

/** @param {string} file */
async function compressFile(file) {
  const bytes = readFileSync(file);
  for (const [ending, compress] of Object.entries(compressors)) {
    const compressed = await compress(bytes);
    if (compressed.byteLength < bytes.byteLength) writeFileSync(`${file}${ending}`, compressed);
  }
}
