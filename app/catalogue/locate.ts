import { type Field } from '~/catalogue/columns';
import { type Header, problemAt, type Row } from '~/catalogue/header';
import { type Problem } from '~/catalogue/problem';
import { type Option } from '~/catalogue/read-variants';

/** Where in the file a product came from. */
export type Source = {
  header: Header;
  first: Row;
  /** One for each variant, and for each image. */
  variantRows: Row[];
  imageRows: Row[];
  options: Option[];
};

const productFields: Record<string, Field> = {
  slug: 'handle',
  title: 'title',
  description: 'description',
  vendor: 'vendor',
  type: 'type',
  tags: 'tags',
  seoTitle: 'seoTitle',
  seoDescription: 'seoDescription',
  status: 'status',
  publishedAt: 'publishedAt',
  publishedUntil: 'publishedUntil',
  currency: 'currency',
  categoryIds: 'categories',
};
const variantFields: Record<string, Field> = {
  options: 'option1Value',
  sku: 'sku',
  barcode: 'barcode',
  priceMinor: 'price',
  compareAtMinor: 'compareAt',
  stock: 'stock',
  weightGrams: 'grams',
  image: 'variantImageUrl',
};

/** The line and column of what is wrong at a path of `ProductInput`. */
export function locate(path: PropertyKey[], reason: string, source: Source): Problem {
  const { header, first } = source;
  const [list, index, part, inner] = path;
  const at = (row: Row | undefined, field: Field | undefined): Problem =>
    problemAt(row ?? first, header, field, reason);
  const slotOf = (option: PropertyKey | undefined) => source.options[Number(option)]?.slot ?? 1;
  switch (list) {
    case 'options':
      return at(first, `option${slotOf(index)}Name`);
    case 'variants':
      return at(
        source.variantRows[Number(index)],
        part === 'options' && inner !== undefined
          ? `option${slotOf(inner)}Value`
          : variantFields[String(part)],
      );
    case 'images':
      return at(source.imageRows[Number(index)], part === 'alt' ? 'imageAlt' : 'imageUrl');
    default:
      return at(first, productFields[String(list)]);
  }
}
