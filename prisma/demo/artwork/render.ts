/**
 * Takes the demo shop's pictures with Blender, and keeps their renditions in ../images.
 * `npm run demo:artwork -- [--size 960] [--samples 24] [--from FOLDER] [NAME…]`; without names, all.
 * `--from` renders nothing and develops the PNG files of that folder.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { renderImage } from '../../../app/models/image-render.server';
import { type DemoPicture, imagesFolder, renditionFile } from '../pictures';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '960' },
    samples: { type: 'string', default: '24' },
    from: { type: 'string' },
  },
});

if (values.from) await keepAll(values.from);
else {
  const folder = await mkdtemp(join(tmpdir(), 'artwork-'));
  takePictures(folder);
  await keepAll(folder);
  await rm(folder, { recursive: true });
}

function takePictures(folder: string): void {
  const script = fileURLToPath(new URL('render.py', import.meta.url));
  const wanted = ['--', folder, values.size, values.samples, ...positionals];
  const { error, status } = spawnSync(
    'blender',
    ['--background', '--python-exit-code', '1', '--python', script, ...wanted],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (error) {
    console.error(
      'Blender 3.4 or newer is needed to take pictures. Install it, then run this again.',
    );
    process.exit(1);
  }
  if (status !== 0) process.exit(1);
}

async function keepAll(folder: string): Promise<void> {
  const file = join(imagesFolder, 'manifest.json');
  await mkdir(imagesFolder, { recursive: true });
  const kept = await readManifest(file);
  for (const png of (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()) {
    const name = basename(png, '.png');
    kept.set(name, await keep(name, await readFile(join(folder, png))));
    console.log(`kept ${name}`);
  }
  const sorted = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

async function readManifest(file: string): Promise<Map<string, DemoPicture>> {
  try {
    const text = await readFile(file, 'utf8');
    return new Map(Object.entries(JSON.parse(text) as Record<string, DemoPicture>));
  } catch {
    return new Map();
  }
}

async function keep(name: string, bytes: Buffer): Promise<DemoPicture> {
  const fileId = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const { width, height, widths, color, renditions } = await renderImage(bytes);
  for (const rendition of renditions) {
    await writeFile(renditionFile(name, rendition.width, rendition.format), rendition.bytes);
  }
  return { fileId, width, height, widths, color };
}
