import { createHash } from 'node:crypto';
import { type Dialect, dialectSchema } from '~/catalogue/dialect';
import { type Mapping, mappingSchema } from '~/catalogue/mapping';
import { KeyReuseError, once, type Prisma, read, type Save, type Transaction } from '~/db.server';
import { audit } from '~/models/audit.server';
import { fileNameOf, type ImportProgress, isWorking, PICTURES } from '~/models/catalogue-import';
import { type PartRefusal, refusePart } from '~/models/import-parts.server';
import { moved, type Step, step } from '~/models/import-step.server';
import { nameActors } from '~/models/product-history.server';
import { hasTable } from '~/models/schema-behind.server';

/** What a new import is begun with; its id is made with the form, so that sending it again begins no other. */
export type NewImport = { id: string; fileName: string; size: number | null };

/** Whether the database has what imports need: an older schema has not, until it is pushed. */
export function hasImports(): Promise<boolean> {
  return read((db) => hasTable(db, 'catalogue_import'));
}

/** Begins an import; refuses another file under the id of one that was begun. */
export async function beginImport(
  file: NewImport,
  actor: string,
): Promise<{ ok: true } | PartRefusal> {
  const data = { ...file, fileName: fileNameOf(file.fileName), actor };
  try {
    await once({ key: `import/${file.id}/begin/${actor}`, actor, content: data }, async (tx) => {
      const { count } = await tx.catalogueImport.createMany({ data: [data], skipDuplicates: true });
      return count;
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof KeyReuseError) return refusePart('different');
    throw error;
  }
}

const shown = {
  id: true,
  status: true,
  fileName: true,
  size: true,
  received: true,
  dialect: true,
  mapping: true,
  reason: true,
  actor: true,
  startedBy: true,
  createdAt: true,
  touchedAt: true,
  finishedAt: true,
  products: true,
  created: true,
  changed: true,
  unchanged: true,
  refused: true,
  problems: true,
  notes: true,
  picturesLeft: true,
  picturesStored: true,
  picturesFailed: true,
  runUntil: true,
} satisfies Prisma.CatalogueImportSelect;

type Stored = Prisma.CatalogueImportGetPayload<{ select: typeof shown }>;

function readStored({ dialect, mapping, ...file }: Stored) {
  return {
    ...file,
    dialect: dialectSchema.safeParse(dialect).data ?? null,
    mapping: mappingSchema.safeParse(mapping).data ?? null,
    progress: progressOf(file),
  };
}

function progressOf(file: Omit<Stored, 'dialect' | 'mapping'>): ImportProgress {
  const { status, received, size, products, created, changed, unchanged, refused, problems } = file;
  const { picturesLeft, picturesStored, picturesFailed } = file;
  const isHeld = file.runUntil !== null && +file.runUntil >= Date.now();
  return {
    ...{ status, received, size, products, created, changed, unchanged, refused, problems },
    ...{ picturesLeft, picturesStored, picturesFailed },
    done: created + changed + unchanged + refused,
    waiting: (isWorking(status) || picturesLeft > 0) && !isHeld,
  };
}

export type CatalogueImport = ReturnType<typeof readStored>;

/** null where there is none. */
export async function getImport(id: string): Promise<CatalogueImport | null> {
  const file = await read((db) => db.catalogueImport.findUnique({ where: { id }, select: shown }));
  return file && readStored(file);
}

const IMPORTS_PAGE = 20;

/** A page of imports, the newest first, with the names of those who brought them. */
export function listImports(page: number) {
  return read(async (db) => {
    const found = await db.catalogueImport.findMany({
      select: shown,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * IMPORTS_PAGE,
      take: IMPORTS_PAGE,
    });
    const names = await nameActors(db, [...new Set(found.map(({ actor }) => actor))]);
    const total = await db.catalogueImport.count();
    return {
      pages: Math.max(1, Math.ceil(total / IMPORTS_PAGE)),
      imports: found.map((file) => ({ ...readStored(file), by: names.get(file.actor) ?? '' })),
    };
  });
}

/** Says how a file is written and what its columns mean, which is remembered for files with the same header. */
export async function mapImport(
  save: Save,
  id: string,
  { dialect, mapping, names }: { dialect: Dialect; mapping: Mapping; names: string[] },
): Promise<Step> {
  return step({ ...save, content: { id, dialect, mapping } }, async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: { in: ['mapping', 'ready', 'failed'] } },
      data: {
        dialect,
        mapping,
        status: 'checking',
        reason: '',
        runner: null,
        runUntil: null,
        touchedAt: new Date(),
      },
    });
    if (count === 0) return moved;
    const header = headerHash(names);
    await tx.importMapping.upsert({
      where: { header },
      create: { header, mapping },
      update: { mapping },
      select: { header: true },
    });
    return { ok: true };
  });
}

/** Goes back to naming the columns. */
export function reopenImport(save: Save, id: string): Promise<Step> {
  return step({ ...save, content: { id, to: 'mapping' } }, async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: { in: ['ready', 'failed'] }, size: { not: null } },
      data: { status: 'mapping', touchedAt: new Date() },
    });
    return count === 0 ? moved : { ok: true };
  });
}

/** Has a checked file imported: from here on products change. */
export function startImport(save: Save, id: string): Promise<Step> {
  return step({ ...save, content: { id, to: 'running' } }, async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: 'ready' },
      data: {
        ...{ status: 'running', startedBy: save.actor, runner: null, runUntil: null, position: 0 },
        ...{ created: 0, changed: 0, unchanged: 0, refused: 0, problems: 0, notes: 0 },
        touchedAt: new Date(),
      },
    });
    if (count === 0) return moved;
    // The check's; what the import finds is told anew.
    await tx.importProblem.deleteMany({ where: { importId: id } });
    await auditImport(tx, 'import.started', id, save.actor);
    return { ok: true };
  });
}

/** Ends an import; what it has written stays. Once this is answered, nothing more is written. */
export function cancelImport(save: Save, id: string): Promise<Step> {
  return step({ ...save, content: { id, to: 'cancelled' } }, async (tx) => {
    const now = new Date();
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: { notIn: ['done', 'cancelled'] } },
      data: { status: 'cancelled', runner: null, runUntil: null, touchedAt: now, finishedAt: now },
    });
    if (count === 0) return moved;
    await countWritten(tx, id);
    await notePictures(tx, id);
    await tx.importPart.deleteMany({ where: { importId: id } });
    await auditImport(tx, 'import.cancelled', id, save.actor);
    return { ok: true };
  });
}

/** Notes down which pictures an import's products have only the address of, in the transaction that ends it. */
export async function notePictures(tx: Transaction, importId: string): Promise<void> {
  const picturesLeft = await tx.$executeRaw`
    INSERT INTO import_picture (import_id, number, url, line)
    SELECT ${importId}::uuid, row_number() OVER (ORDER BY line, url), url, line FROM (
      SELECT i.source_url AS url, min(p.line) AS line
      FROM import_product p JOIN product_image i ON i.product_id = p.product_id
      WHERE p.import_id = ${importId}::uuid AND i.file_id IS NULL AND i.source_url IS NOT NULL
      GROUP BY i.source_url ORDER BY 2, 1 LIMIT ${PICTURES.most}
    ) found`;
  await tx.catalogueImport.update({
    where: { id: importId },
    data: { picturesLeft },
    select: { id: true },
  });
}

/** What was written after the last part of the file that was counted. */
async function countWritten(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE catalogue_import i SET created = i.created + n.created, changed = i.changed + n.changed
    FROM (SELECT count(*) FILTER (WHERE outcome = 'created') AS created,
                 count(*) FILTER (WHERE outcome = 'changed') AS changed
          FROM import_product p JOIN catalogue_import c ON c.id = p.import_id
          WHERE p.import_id = ${id}::uuid AND p.number > c.position) n
    WHERE i.id = ${id}::uuid`;
}

export async function auditImport(
  tx: Transaction,
  event: 'import.started' | 'import.finished' | 'import.cancelled',
  id: string,
  actor: string,
): Promise<void> {
  const file = await tx.catalogueImport.findUniqueOrThrow({
    where: { id },
    select: { fileName: true, created: true, changed: true, refused: true },
  });
  const { fileName: subject, created, changed, refused } = file;
  const detail =
    event === 'import.started'
      ? ''
      : `${created} products made, ${changed} changed, ${refused} refused`;
  await audit(tx, { event, actor, subjectId: id, subject, detail });
}

/** What somebody last made of a header's columns; null where nobody has. */
export async function findMapping(names: string[]): Promise<Mapping | null> {
  const known = await read((db) =>
    db.importMapping.findUnique({
      where: { header: headerHash(names) },
      select: { mapping: true },
    }),
  );
  const mapping = mappingSchema.safeParse(known?.mapping).data;
  return mapping?.length === names.length ? mapping : null;
}

function headerHash(names: string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}
