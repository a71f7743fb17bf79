import { randomUUID } from 'node:crypto';
import { forEachOf, inBatches } from '~/catalogue/batches';
import { type Group, readGroups, surveyFile } from '~/catalogue/groups.server';
import { columnName, type Header } from '~/catalogue/header';
import { locate } from '~/catalogue/locate';
import { type Problem } from '~/catalogue/problem';
import { mentionedFiles } from '~/catalogue/read-images';
import { categoryPaths, type ProductRead, readProduct } from '~/catalogue/read-product.server';
import type { Save } from '~/db.server';
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
import {
  createProducts,
  type EditableProduct,
  updateProduct,
  wouldChange,
} from '~/models/product-write.server';

/** Products looked up at a time: few round trips, little memory. */
const BATCH = 100;
/** Products written at a time: below the pool's size, so that the import never waits for itself. */
const PARALLEL_WRITES = 3;
/** Of products, variants and images that one transaction makes: it lasts for milliseconds. */
const ROWS_TOGETHER = 200;

export type ImportOptions = {
  /** ISO 4217: of the prices in a file that doesn't say its currency. */
  currency: string;
  /** Says what would happen, and writes nothing. */
  dryRun?: boolean;
  /** Called with the products looked at so far, and all there are. */
  onProgress?: (done: number, total: number) => void;
};

export type ImportReport = {
  created: number;
  changed: number;
  unchanged: number;
  /** Products left as they were, because of their problems. */
  refused: number;
  /** In the order of their lines. */
  problems: Problem[];
  warnings: Problem[];
};

/**
 * Brings the shop's products to what a product CSV says, by handle. Each product is written whole
 * or not at all; those that are as the file says already are not written.
 * @throws CatalogueFileError where the file can't be read: nothing is written then.
 */
export async function importCatalogue(path: string, options: ImportOptions): Promise<ImportReport> {
  const survey = await surveyFile(path);
  const run = new ImportRun(survey.header, options);
  run.report.problems.push(...survey.problems);
  run.report.refused = survey.scattered.size;
  let done = survey.scattered.size;
  options.onProgress?.(done, survey.products);
  for await (const batch of inBatches(readGroups(path, survey.header), BATCH)) {
    const groups = batch.filter(({ handle }) => !survey.scattered.has(handle));
    await run.importBatch(groups);
    done += groups.length;
    options.onProgress?.(done, survey.products);
  }
  const byLine = (a: Problem, b: Problem) => a.line - b.line;
  run.report.problems.sort(byLine);
  run.report.warnings.sort(byLine);
  return run.report;
}

class ImportRun {
  readonly report: ImportReport = {
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    problems: [],
    warnings: [],
  };
  #categories: Map<string, string> | undefined;
  readonly #id = randomUUID();
  #writes = 0;
  /** A dry run's SKUs so far, with the handle of the product that has it. */
  readonly #skus = new Map<string, string>();

  constructor(
    readonly header: Header,
    readonly options: ImportOptions,
  ) {}

  /**
   * The key of one write of this run: should its outcome be unknown, it is looked up and not done twice.
   * Another run of the same file is another import.
   */
  save(): Save {
    return { key: `import/${this.#id}/${(this.#writes += 1)}`, actor: 'catalogue:import' };
  }

  async importBatch(groups: Group[]): Promise<void> {
    const { header, options } = this;
    const stored = await findProductsBySlugs(groups.map(({ handle }) => handle));
    const bySlug = new Map(stored.map((product) => [product.slug, product]));
    const imageFiles = await findImageWidths(
      groups.flatMap((group) => mentionedFiles(group, header)),
    );
    const categoryIds = await this.findCategories(groups);
    const writes: { existing: EditableProduct | undefined; product: Accepted }[] = [];
    for (const group of groups) {
      const existing = bySlug.get(group.handle);
      const { currency } = options;
      const { product, problems, warnings } = readProduct(group, {
        header,
        existing,
        currency,
        categoryIds,
        imageFiles,
      });
      this.report.problems.push(...problems);
      this.report.warnings.push(...warnings);
      if (!product) this.report.refused += 1;
      else if (existing && !wouldChange(existing, product.input, product.imported)) {
        this.report.unchanged += 1;
      } else writes.push({ existing, product });
    }
    if (options.dryRun) await this.foresee(writes);
    else {
      const made = writes.flatMap(({ existing, product }) => (existing ? [] : [product]));
      await forEachOf(inTransactions(made), PARALLEL_WRITES, (products) => this.create(products));
      await forEachOf(writes, PARALLEL_WRITES, async ({ existing, product }) => {
        if (existing) await this.update(existing, product);
      });
    }
  }

  async create(products: Accepted[]): Promise<void> {
    for (const [index, written] of (await createProducts(this.save(), products)).entries()) {
      const product = products[index];
      if (product) this.count('created', product, written);
    }
  }

  async update(existing: EditableProduct, product: Accepted): Promise<void> {
    const { input, imported } = product;
    const { id, version } = existing;
    this.count(
      'changed',
      product,
      await updateProduct(this.save(), { id, version, input, imported }),
    );
  }

  count(
    as: 'created' | 'changed',
    { source }: Accepted,
    written: ProductWritten | ProductRefusal,
  ): void {
    if (written.ok) {
      this.report[as] += 1;
      return;
    }
    this.report.refused += 1;
    const path = (written.field ?? '').split(/[[\].]+/);
    this.report.problems.push(locate(path, written.message, source));
  }

  /** What writing would find: the rules that only the database can check. */
  async foresee(
    writes: { existing: EditableProduct | undefined; product: Accepted }[],
  ): Promise<void> {
    const skusOf = ({ input }: Accepted) => input.variants.flatMap(({ sku }) => sku ?? []);
    const taken = await findSkus(writes.flatMap(({ product }) => skusOf(product)));
    for (const { existing, product } of writes) {
      const { slug } = product.input;
      const problems = product.input.variants.flatMap(({ sku }, index) => {
        const owner = sku === null ? slug : (this.#skus.get(sku) ?? taken.get(sku) ?? slug);
        if (owner === slug) return [];
        const reason = `The product ${owner} has the SKU ${sku ?? ''} already. Choose another one.`;
        return locate(['variants', index, 'sku'], reason, product.source);
      });
      this.report.problems.push(...problems);
      if (problems.length > 0) this.report.refused += 1;
      else this.report[existing ? 'changed' : 'created'] += 1;
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
      this.report.warnings.push({
        line,
        column: columnName(this.header, 'categories'),
        reason: `There was no category ${slug}: it is made with that name. Rename it in the admin.`,
      });
    }
  }
}

type Accepted = NonNullable<ProductRead['product']>;

/** Products that are made together: each costs a fraction of a transaction, and none is half there. */
function inTransactions(products: Accepted[]): Accepted[][] {
  const lists: Accepted[][] = [];
  let rows = Infinity;
  for (const product of products) {
    const own = 1 + product.input.variants.length + product.input.images.length;
    rows += own;
    if (rows > ROWS_TOGETHER) {
      lists.push([]);
      rows = own;
    }
    lists.at(-1)?.push(product);
  }
  return lists;
}
