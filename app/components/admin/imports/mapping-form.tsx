import { Form } from '@remix-run/react';
import { decimals, delimiters, type Dialect, encodings } from '~/catalogue/dialect';
import type { Mapping } from '~/catalogue/mapping';

export type Sample = {
  names: string[];
  /** The first rows' cells, shortened. */
  rows: string[][];
};

type Props = {
  sample: Sample;
  dialect: Dialect;
  mapping: Mapping;
  fields: { field: string; label: string }[];
  saveKey: string;
};

/** Says how a file is written, and what its columns become. */
export function MappingForm({ sample, dialect, mapping, fields, saveKey }: Props) {
  return (
    <>
      <Form method="get" className="panel stack">
        <h2>How the file is written</h2>
        <div className="field-row dialect">
          <Choice name="encoding" label="Letters" names={encodings} value={dialect.encoding} />
          <Choice
            name="delimiter"
            label="Columns are divided by"
            names={delimiters}
            value={dialect.delimiter}
          />
          <Choice name="decimal" label="Decimals" names={decimals} value={dialect.decimal} />
        </div>
        <p className="hint">
          If the letters or columns below look wrong, choose otherwise and look again.{' '}
          {dialect.encoding === 'windows-1252'
            ? 'The file is not UTF-8, so it was taken for Windows-1252: are é, ü and ’ right below?'
            : ''}
        </p>
        <p className="actions">
          <button className="button">Read it that way</button>
        </p>
      </Form>
      <Form method="post" className="panel stack">
        <h2>What the columns are</h2>
        <p>
          A title or an address (handle) is needed to tell products apart, and a price for each that
          is new. What you choose is remembered for files with the same columns.
        </p>
        <input type="hidden" name="key" value={saveKey} />
        {Object.entries(dialect).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ul className="columns">
          {sample.names.map((name, index) => (
            <li key={index}>
              <div className="field">
                <label htmlFor={`column-${index}`}>
                  {name || `Column ${index + 1}, without a name`}
                </label>
                <select
                  id={`column-${index}`}
                  name={`columns[${index}]`}
                  defaultValue={mapping[index] ?? 'keep'}
                >
                  <option value="keep">Keep it for exports</option>
                  <option value="leave">Leave it out</option>
                  <optgroup label="It is the product’s">
                    {fields.map(({ field, label }) => (
                      <option key={field} value={field}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                </select>
              </div>
              <ul className="column-sample" aria-label={`First values of ${name || 'this column'}`}>
                {sample.rows.map((row, at) => (
                  <li key={at}>{row[index] ?? ''}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
        <p className="actions">
          <button className="button button-primary" name="intent" value="map">
            Check the file
          </button>
          <button className="button button-quiet" name="intent" value="cancel">
            Cancel
          </button>
        </p>
      </Form>
    </>
  );
}

type ChoiceProps = { name: string; label: string; names: Record<string, string>; value: string };

function Choice({ name, label, names, value }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select key={value} id={name} name={name} defaultValue={value}>
        {Object.entries(names).map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
