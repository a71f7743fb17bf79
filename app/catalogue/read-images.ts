import { type CellReader } from '~/catalogue/cell-reader';
import { parseInteger } from '~/catalogue/cells';
import { type Group } from '~/catalogue/groups.server';
import { cellOf, type Header, type Row } from '~/catalogue/header';
import { CENTRE, type ImageInput } from '~/models/product';

/** A product's images, with the row that each came from. */
export type ImagesRead = {
  list: ImageInput[];
  rows: Row[];
  /** Where a row's variant image is in the list; undefined where the file has no such column. */
  ofVariant: (row: Row) => number | null | undefined;
};

/** The picture that an address of this shop's own shows. */
function ownImageFile(url: string): string | null {
  return /^(?:https?:\/\/[^/]+)?\/images\/([0-9a-f]{32})\//.exec(url)?.[1] ?? null;
}

/** In the order of their positions; one that is said twice at one place is one. */
export function readImages(
  reader: CellReader,
  { rows }: Group,
  before: ImageInput[],
  files: ReadonlyMap<string, unknown>,
): ImagesRead {
  if (!reader.has('imageUrl') && !reader.has('variantImageUrl')) {
    return {
      list: before,
      rows: before.map(() => rows[0]).filter((row) => row !== undefined),
      ofVariant: () => undefined,
    };
  }
  const left = [...before];
  const found = rows.flatMap((row) => {
    const url = reader.text(row, 'imageUrl') ?? '';
    const position = reader.value(row, 'imagePosition', parseInteger, {
      missing: null,
      empty: null,
    });
    return url === '' ? [] : { row, url, position };
  });
  const places = found
    .filter(({ url, position }, index) =>
      found
        .slice(0, index)
        .every((other) => other.url !== url || (position !== null && other.position !== position)),
    )
    .sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || 0);
  for (const row of rows) {
    const url = reader.text(row, 'variantImageUrl') ?? '';
    if (url && !places.some((place) => place.url === url))
      places.push({ row, url, position: null });
  }
  const list = places.map(({ row, url }) => {
    const image = readImage(reader, row, url, files);
    const index = left.findIndex((stored) =>
      image.sourceUrl === null
        ? stored.fileId === image.fileId
        : stored.sourceUrl === image.sourceUrl,
    );
    const stored = index < 0 ? undefined : left.splice(index, 1)[0];
    return {
      ...image,
      id: stored?.id,
      alt: (isOfRow(reader, row, url) ? reader.text(row, 'imageAlt') : '') ?? stored?.alt ?? '',
      focus: stored?.focus ?? CENTRE,
      fileId: image.fileId ?? stored?.fileId ?? null,
    };
  });
  return {
    list,
    rows: places.map(({ row }) => row),
    ofVariant: (row) => {
      const url = reader.text(row, 'variantImageUrl');
      if (url === undefined) return undefined;
      return url === '' ? null : places.findIndex((place) => place.url === url);
    },
  };
}

const isOfRow = (reader: CellReader, row: Row, url: string) => reader.text(row, 'imageUrl') === url;

function readImage(reader: CellReader, row: Row, url: string, files: ReadonlyMap<string, unknown>) {
  const own = ownImageFile(url);
  const file = (isOfRow(reader, row, url) && reader.text(row, 'imageFile')) || own;
  const fileId = file && files.has(file) ? file : null;
  if (own !== null && fileId === null && url.startsWith('/')) {
    reader.refuse(
      row,
      'imageUrl',
      `The picture ${url} is not in this shop. Write an address with https://.`,
    );
  }
  return { sourceUrl: own !== null && fileId !== null ? null : url, fileId };
}

/** Ids of the pictures that a group may speak of. */
export function mentionedFiles({ rows }: Group, header: Header): string[] {
  return rows.flatMap((row) => {
    const urls = [cellOf(row, header, 'imageUrl'), cellOf(row, header, 'variantImageUrl')];
    const file = cellOf(row, header, 'imageFile')?.trim() ?? '';
    const ids = [file, ...urls.map((url) => ownImageFile(url?.trim() ?? ''))];
    return ids.filter((id): id is string => /^[0-9a-f]{32}$/.test(id ?? ''));
  });
}
