import type { ProductMeta } from '~/components/admin/product-form';
import type { VariantColumn } from '~/models/variant-columns';

type Props = { columns: VariantColumn[]; field: ProductMeta<string | undefined> };

/** The variants' paste for those without scripts: sent, checked and shown before anything is saved. */
export function PasteFallback({ columns, field }: Props) {
  return (
    <div className="field stack">
      <label htmlFor="paste-text">Cells from a spreadsheet</label>
      <textarea
        id="paste-text"
        name={field.name}
        defaultValue={field.initialValue}
        rows={4}
        aria-describedby="paste-text-hint"
      />
      <p className="hint" id="paste-text-hint">
        Rows fill the variants from the first one on; more rows make more variants. The columns are{' '}
        {columns.map(({ label }) => label.replace(/,.*/, '')).join(', ')}; or name those that you
        have in the first line.
      </p>
      <p>
        <button className="button" name="intent" value="paste">
          Fill the cells in
        </button>
      </p>
    </div>
  );
}
