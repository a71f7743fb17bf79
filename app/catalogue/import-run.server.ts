import { randomUUID } from 'node:crypto';
import { forEachOf } from '~/catalogue/batches';
import { type Group } from '~/catalogue/groups.server';
import { columnName, type Header } from '~/catalogue/header';
import { locate } from '~/catalogue/locate';
import { type Problem } from '~/catalogue/problem';
import { mentionedFiles } from '~/catalogue/read-images';
import { categoryPaths, type ProductRead, readProduct } from '~/catalogue/read-product.server';
import type { Save, Transaction } from '~/db.server';
import {
  ensureCategory,
  findImageWidths,
  findProductsBySlugs,
  findSkus,
  listCategoryPlaces,
} from '~/models/catalogue.server';
import { slugSchema } from '~/models/product';
import type { ProductWritten } from '~/models/product-create.server';
import type { ProductRefusal } from '~/models/product-refusal.server';
import type { EditableProduct } from '~/models/editable-product.server';
import { wouldChange } from '~/models/product-plan.server';
import { type ByImport, createProducts, updateProduct } from '~/models/product-write.server';

/** Products written at a time: below the pool's size, so that the import never waits for itself. */
const PARALLEL_WRITES = 3;
/** Of products, variants and images that one transaction makes: it lasts for milliseconds. */
const ROWS_TOGETHER = 200;
/** Times that a product which others change meanwhile is read and written again. */
const TRIES = 3;

/** What an import came to for one product. */
export type Outcome = {
  /** Of its rows in the file: `Group.number`. */
  number: number;
  line: number;
  handle: string;
  outcome: 'created' | 'changed' | 'unchanged' | 'refused';
  /** None where it was refused, or in a dry run. */
  productId: string | null;
};

export type ImportOptions = {
  /** ISO 4217: of the prices in a file that doesn't say its currency. */
  currency: string;
  /** Says what would happen, and writes nothing. */
  dryRun?: boolean;
  /** In whose name products are changed, and by which import, as their histories say. */
  actor?: string;
  importId?: string;
  /** Groups at the file's beginning that an earlier run dealt with. */
  from?: number;
  /** Numbers of groups, of a part of the file, that an earlier run has written. */
  written?: (first: number, last: number) => Promise<ReadonlySet<number>>;
  /** Done in each transaction that writes products. */
  alongside?: (tx: Transaction, outcomes: Outcome[]) => Promise<void>;
};

type Accepted = NonNullable<ProductRead['product']>;
/** A product that is to be made, or brought from what is stored to what the file says. */
type Write = { group: Group; existing: EditableProduct | undefined; product: Accepted };

/** One run of an import: what it does, and what it knows of the file so far. */
export class ImportRun {
  outcomes: Outcome[] = [];
  #problems: Problem[] = [];
  #warnings: Problem[] = [];
  #categories: Map<string, string> | undefined;
  readonly #id = randomUUID();
  #writes = 0;
  /** A dry run's SKUs so far, with the handle of the product that has it. */
  readonly #skus = new Map<string, string>();

  constructor(
    readonly header: Header,
    readonly options: ImportOptions,
  ) {}

  /** What came of the groups since it was asked last. */
  take(): { outcomes: Outcome[]; problems: Problem[]; warnings: Problem[] } {
    const taken = {
      outcomes: this.outcomes,
      problems: this.#problems,
      warnings: this.#warnings,
    };
    this.outcomes = [];
    this.#problems = [];
    this.#warnings = [];
    return taken;
  }

  /**
   * The key of one write of this run: should its outcome be unknown, it is looked up and not done twice.
   * Another run of the same file is another import.
   */
  save(): Save {
    const { actor = 'catalogue:import' } = this.options;
    return { key: `import/${this.#id}/${(this.#writes += 1)}`, actor };
  }

  /** @param tries left for products that others change meanwhile. */
  async importBatch(groups: Group[], tries = TRIES): Promise<void> {
    const writes = await this.plan(groups);
    if (this.options.dryRun) return this.foresee(writes);
    const overtaken: Group[] = [];
    const settle = (write: Write, written: ProductWritten | ProductRefusal) => {
      if (tries > 1 && isOvertaken(written)) overtaken.push(write.group);
      else this.count(write, written);
    };
    const made = inTransactions(writes.filter(({ existing }) => !existing));
    await forEachOf(made, PARALLEL_WRITES, async (together) => {
      const all = await createProducts(
        this.save(),
        together.map(({ product }) => product),
        this.byImport(together),
      );
      for (const [index, write] of together.entries()) {
        const written = all[index];
        if (written) settle(write, written);
      }
    });
    await forEachOf(writes, PARALLEL_WRITES, async (write) => {
      const { existing, product } = write;
      if (!existing) return;
      const { id, version } = existing;
      const { input, imported } = product;
      const change = { id, version, input, imported };
      settle(write, await updateProduct(this.save(), change, this.byImport([write])));
    });
    if (overtaken.length > 0) await this.importBatch(overtaken, tries - 1);
  }

  /** Reads products, and tells of those that have nothing to be written. */
  async plan(groups: Group[]): Promise<Write[]> {
    const { header, options } = this;
    const handles = groups.map(({ handle }) => handle);
    const stored = await findProductsBySlugs(handles.filter((handle) => !handle.includes('\0')));
    const bySlug = new Map(stored.map((product) => [product.slug, product]));
    const imageFiles = await findImageWidths(
      groups.flatMap((group) => mentionedFiles(group, header)),
    );
    const categoryIds = await this.findCategories(groups);
    return groups.flatMap((group) => {
      const existing = bySlug.get(group.handle);
      const { currency } = options;
      const { product, problems, warnings } = readProduct(group, {
        header,
        existing,
        currency,
        categoryIds,
        imageFiles,
      });
      this.#problems.push(...problems);
      this.#warnings.push(...warnings);
      if (!product) this.outcomes.push(outcomeOf(group, 'refused'));
      else if (existing && !wouldChange(existing, product.input, product.imported)) {
        this.outcomes.push(outcomeOf(group, 'unchanged', existing.id));
      } else return { group, existing, product };
      return [];
    });
  }

  byImport(writes: Write[]): ByImport {
    const { alongside, importId = this.#id } = this.options;
    if (!alongside) return { id: importId };
    const bySlug = new Map(writes.map((write) => [write.product.input.slug, write]));
    return {
      id: importId,
      alongside: (tx, written) =>
        alongside(
          tx,
          written.flatMap(({ id, slug }) => {
            const write = bySlug.get(slug);
            return write ? outcomeOf(write.group, doneBy(write), id) : [];
          }),
        ),
    };
  }

  count(write: Write, written: ProductWritten | ProductRefusal): void {
    const { group, product } = write;
    if (written.ok) {
      this.outcomes.push(outcomeOf(group, doneBy(write), written.id));
      return;
    }
    this.outcomes.push(outcomeOf(group, 'refused'));
    const path = (written.field ?? '').split(/[[\].]+/);
    this.#problems.push(locate(path, written.message, product.source));
  }

  /** What writing would find: the rules that only the database can check. */
  async foresee(writes: Write[]): Promise<void> {
    const skusOf = ({ input }: Accepted) => input.variants.flatMap(({ sku }) => sku ?? []);
    const taken = await findSkus(writes.flatMap(({ product }) => skusOf(product)));
    for (const write of writes) {
      const { group, existing, product } = write;
      const { slug } = product.input;
      const problems = product.input.variants.flatMap(({ sku }, index) => {
        const owner = sku === null ? slug : (this.#skus.get(sku) ?? taken.get(sku) ?? slug);
        if (owner === slug) return [];
        const reason = `The product ${owner} has the SKU ${sku ?? ''} already. Choose another one.`;
        return locate(['variants', index, 'sku'], reason, product.source);
      });
      this.#problems.push(...problems);
      const outcome = problems.length > 0 ? 'refused' : doneBy(write);
      this.outcomes.push(outcomeOf(group, outcome, existing?.id));
      for (const sku of skusOf(product)) this.#skus.set(sku, slug);
    }
  }

  /** Ids by slug. A category that is not there is made, so that moving to a new shop loses none. */
  async findCategories(groups: Group[]): Promise<Map<string, string>> {
    if (!this.header.fields.has('categories')) return new Map();
    this.#categories ??= new Map((await listCategoryPlaces()).map(({ id, slug }) => [slug, id]));
    for (const group of groups) {
      for (const path of categoryPaths(group, this.header)) {
        await this.makeCategories(path, group.rows[0]?.line ?? 0, this.#categories);
      }
    }
    return this.#categories;
  }

  async makeCategories(path: string, line: number, ids: Map<string, string>): Promise<void> {
    let parentId: string | null = null;
    for (const slug of path.split('/')) {
      const known: string | undefined = ids.get(slug);
      if (known !== undefined) {
        parentId = known;
        continue;
      }
      if (!slugSchema.safeParse(slug).success) return;
      parentId = this.options.dryRun
        ? randomUUID()
        : (await ensureCategory(this.save(), slug, parentId)).id;
      ids.set(slug, parentId);
      const reason = this.options.dryRun
        ? `There is no category ${slug} yet: it will be made with that name.`
        : `There was no category ${slug}: it is made with that name. Rename it in the admin.`;
      this.#warnings.push({
        line,
        column: columnName(this.header, 'categories'),
        value: path,
        reason,
      });
    }
  }
}

const doneBy = ({ existing }: Write) => (existing ? 'changed' : 'created');

function outcomeOf(
  { number, handle, rows }: Group,
  outcome: Outcome['outcome'],
  productId: string | null = null,
): Outcome {
  return { number, line: rows[0]?.line ?? 0, handle, outcome, productId };
}

/** Whether a product is not any more what it was when the file was compared with it. */
function isOvertaken(written: ProductWritten | ProductRefusal): boolean {
  if (written.ok) return false;
  const { reason, field } = written;
  return (
    reason === 'conflict' ||
    (reason === 'not-found' && field === undefined) ||
    (reason === 'duplicate' && field === 'slug')
  );
}

/** Products that are made together: each costs a fraction of a transaction, and none is half there. */
function inTransactions(writes: Write[]): Write[][] {
  const lists: Write[][] = [];
  let rows = Infinity;
  for (const write of writes) {
    const { input } = write.product;
    const own = 1 + input.variants.length + input.images.length;
    rows += own;
    if (rows > ROWS_TOGETHER) {
      lists.push([]);
      rows = own;
    }
    lists.at(-1)?.push(write);
  }
  return lists;
}
