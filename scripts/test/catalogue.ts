import { fileSource } from '~/catalogue/csv-source.server';
import { detectDialect } from '~/catalogue/detect.server';
import type { CatalogueFile } from '~/catalogue/groups.server';

/** A file of products on the disk, read as it is written. */
export async function catalogueFile(path: string): Promise<CatalogueFile> {
  const source = await fileSource(path);
  return { source, dialect: (await detectDialect(source)).dialect };
}
