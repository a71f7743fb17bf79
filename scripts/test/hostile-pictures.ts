import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** What a hostile file carries: it must be in nothing that the shop gives out again. */
export const PAYLOAD = '<script>alert(document.domain)</script>';
export const PLACE = 'GPSMARK';

/** `refused`: with this in the message. Otherwise it is a picture, and made anew of its pixels alone. */
export type Hostile = { what: string; file: File; refused?: string };

const NO_PICTURE = 'no JPEG, PNG';
const DAMAGED = 'damaged';
const PIXELS = '50 million pixels';

const plain = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#c06030' } });

/** Real files, made here, of all the kinds that a stranger might hand to a picture's form. */
export async function hostilePictures(): Promise<Hostile[]> {
  const jpeg = await plain().jpeg().toBuffer();
  const png = await plain().png().toBuffer();
  const webp = await plain().webp().toBuffer();
  const avif = await plain().avif().toBuffer();
  const gif = await plain().gif().toBuffer();
  const wall = await plain(2000, 2000).gif({ effort: 1 }).toBuffer();
  const page = Buffer.from(`<!DOCTYPE html><html><body>${PAYLOAD}</body></html>`);
  const file = (name: string, type: string, ...parts: Uint8Array[]) =>
    new File([new Uint8Array(Buffer.concat(parts))], name, { type });
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)">${PAYLOAD}</svg>`,
  );
  const refused = (what: string, file: File, refused: string): Hostile => ({ what, file, refused });
  return [
    { what: 'a GIF that is JavaScript', file: file('a.gif', 'image/gif', scriptGif()) },
    {
      what: 'a JPEG with HTML in its comment',
      file: file('a.jpg', 'image/jpeg', withComment(jpeg, page)),
    },
    { what: 'a JPEG with HTML behind it', file: file('a.html', 'text/html', jpeg, page) },
    { what: 'a JPEG with a PDF behind it', file: file('a.pdf', 'application/pdf', jpeg, pdf) },
    { what: 'a PNG with a ZIP behind it', file: file('a.zip', 'application/zip', png, zip) },
    { what: 'a PNG with HTML in its text', file: file('a.png', 'image/png', withText(png, page)) },
    { what: 'a JPEG of a place', file: file('a.jpg', 'image/jpeg', await placed()) },
    { what: 'a PNG that says it is a page', file: file('a.html', 'text/html', png) },
    {
      what: 'a GIF of 600 frames of 4 million pixels each',
      file: file('a.gif', 'image/gif', manyFrames(wall, 600)),
    },
    {
      what: 'a WebP of 5,000 frames',
      file: file('a.webp', 'image/webp', manyWebpFrames(webp, 5_000)),
    },
    refused('a PDF with a JPEG in it', file('a.jpg', 'image/jpeg', pdf, jpeg), NO_PICTURE),
    refused('HTML with a JPEG behind it', file('a.jpg', 'image/jpeg', page, jpeg), NO_PICTURE),
    refused('an SVG with a script', file('a.svg', 'image/svg+xml', svg), NO_PICTURE),
    refused('an SVG that says it is a PNG', file('a.png', 'image/png', svg), NO_PICTURE),
    refused(
      'an SVG behind a mark of its bytes’ order',
      file('a.png', 'image/png', Buffer.from('\ufeff'), svg),
      NO_PICTURE,
    ),
    refused('a page', file('a.jpg', 'image/jpeg', page), NO_PICTURE),
    refused(
      'a program for ImageMagick',
      file('a.png', 'image/png', Buffer.from('push graphic-context\nfill url(https://a/b|ls)')),
      NO_PICTURE,
    ),
    refused('a BMP', file('a.bmp', 'image/bmp', Buffer.from('BM\x46\0\0\0', 'latin1')), NO_PICTURE),
    refused('nothing', file('a.png', 'image/png'), 'empty'),
    refused('a PNG’s name alone', file('a.png', 'image/png', png.subarray(0, 8)), DAMAGED),
    ...Object.entries({ jpeg, png, webp, avif, gif }).map(([kind, whole]) =>
      refused(
        `half a ${kind}`,
        file(`a.${kind}`, `image/${kind}`, whole.subarray(0, Math.floor(whole.length / 2))),
        DAMAGED,
      ),
    ),
    refused(
      'a PNG of 65,500 by 65,500 pixels in 100 bytes',
      file('a.png', 'image/png', pngOf(65_500, 65_500)),
      PIXELS,
    ),
    refused(
      'a PNG wider than any file may be',
      file('a.png', 'image/png', pngOf(0x7fff_ffff, 1)),
      DAMAGED,
    ),
    refused(
      'a GIF that says it is of 65,000 by 65,000 pixels',
      file('a.gif', 'image/gif', withGifSize(gif, 65_000)),
      PIXELS,
    ),
    refused(
      'an AVIF that says it is of 40,000 by 40,000 pixels',
      file('a.avif', 'image/avif', withAvifSize(avif, 40_000, 40_000)),
      '',
    ),
    refused(
      'a JPEG that is drawn 2,000 times over',
      file('a.jpg', 'image/jpeg', await manyScans(2_000)),
      DAMAGED,
    ),
    refused(
      'more than 20 MB',
      file('a.png', 'image/png', png, Buffer.alloc(20 * 1024 * 1024)),
      '20 MB',
    ),
  ];
}

/** Names that lead elsewhere, or nowhere, on an otherwise good picture. */
export const hostileNames = [
  '../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'C:\\Users\\mia\\mug.png',
  '/etc/passwd',
  `${PAYLOAD}.png`,
  'mug\r\nSet-Cookie: a=b.png',
  '🏺🫖.png',
  '\u202egnp.exe',
  `${'n'.repeat(10 * 1024)}.png`,
  `${'🏺'.repeat(99)}.png`,
  '.',
  '__proto__',
];

const pdf = Buffer.from(`%PDF-1.7\n1 0 obj<</S/JavaScript/JS(${PAYLOAD})>>endobj\n`);
const zip = Buffer.from(`PK\x03\x04${'\0'.repeat(22)}${PAYLOAD}`, 'latin1');

/** Its width is the beginning of a comment in JavaScript, which its own comment ends. */
function scriptGif(): Buffer {
  const comment = Buffer.from(`*/=1;alert(document.domain)//${PAYLOAD}`);
  return Buffer.concat([
    Buffer.from('GIF89a/*\x08\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
    Buffer.from([0x21, 0xfe, comment.length]),
    comment,
    Buffer.from([0]),
    onePixel,
    Buffer.from(';'),
  ]);
}

/** A frame of one pixel at the top left. */
const onePixel = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0x02, 0x02, 0x44, 0x01, 0x00]);

/** Only what its heads say of it is otherwise. */
function withGifSize(gif: Buffer, side: number): Buffer {
  const changed = Buffer.from(gif);
  const frame = changed.lastIndexOf(Buffer.from([0x2c, 0, 0, 0, 0]));
  for (const at of [6, 8, frame + 5, frame + 7]) changed.writeUInt16LE(side, at);
  return changed;
}

/** The one frame over and over. */
function manyFrames(gif: Buffer, frames: number): Buffer {
  const colours = 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
  const head = gif.subarray(0, 13 + colours);
  const frame = gif.subarray(head.length, -1);
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/** The still picture over and over: https://developers.google.com/speed/webp/docs/riff_container */
function manyWebpFrames(still: Buffer, frames: number): Buffer {
  const image = still.subarray(12);
  const chunk = (name: string, data: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(name), size, data, Buffer.alloc(data.length % 2)]);
  };
  const size = Buffer.alloc(6);
  size.writeUIntLE(399, 0, 3);
  size.writeUIntLE(299, 3, 3);
  const frame = chunk('ANMF', Buffer.concat([Buffer.alloc(6), size, Buffer.alloc(4), image]));
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', Buffer.concat([Buffer.from([2, 0, 0, 0]), size])),
    chunk('ANIM', Buffer.alloc(6)),
    ...Array<Buffer>(frames).fill(frame),
  ]);
  return chunk('RIFF', body);
}

/** A JPEG's segment of comment, right behind its beginning. */
function withComment(jpeg: Buffer, text: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe]),
    length,
    text,
    jpeg.subarray(2),
  ]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** With a text, and one that is 64 MB of nothing when it is unpacked. */
function withText(png: Buffer, text: Buffer): Buffer {
  const bomb = Buffer.concat([
    Buffer.from('Comment\0\0', 'latin1'),
    deflateSync(Buffer.alloc(64 * 1024 * 1024)),
  ]);
  const afterHead = 33;
  return Buffer.concat([
    png.subarray(0, afterHead),
    pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0', 'latin1'), text])),
    pngChunk('zTXt', bomb),
    png.subarray(afterHead),
  ]);
}

function pngOf(width: number, height: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(64))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Only what its head says of it is otherwise. */
function withAvifSize(avif: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(avif);
  const at = changed.indexOf('ispe');
  changed.writeUInt32BE(width, at + 8);
  changed.writeUInt32BE(height, at + 12);
  return changed;
}

async function placed(): Promise<Buffer> {
  return plain()
    .withExif({
      IFD0: { Artist: PLACE, ImageDescription: PAYLOAD },
      IFD3: { GPSLatitude: '54/1 0/1 0/1', GPSLongitude: '10/1 0/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${PLACE}</x:xmpmeta>`)
    .jpeg()
    .toBuffer();
}

/** A progressive JPEG's last scan again and again: each is worked through over the whole picture. */
async function manyScans(scans: number): Promise<Buffer> {
  const jpeg = await plain(1000, 1000).jpeg({ progressive: true }).toBuffer();
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const end = jpeg.length - 2;
  return Buffer.concat([
    jpeg.subarray(0, end),
    ...Array<Buffer>(scans).fill(jpeg.subarray(last, end)),
    jpeg.subarray(end),
  ]);
}
