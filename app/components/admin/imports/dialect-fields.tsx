import { decimals, delimiters, type Dialect, encodings } from '~/catalogue/dialect';

/**
 * Inside the form that names a file's columns: says how the file is written. Its button reads it that way; what is
 * chosen for the columns goes along.
 */
export function DialectFields({ dialect, mayAct }: { dialect: Dialect; mayAct: boolean }) {
  return (
    <section className="panel stack" aria-labelledby="dialect">
      <h2 id="dialect">How the file is written</h2>
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
      {mayAct ? (
        <p className="actions">
          <button className="button" name="read" value="1">
            Read it that way
          </button>
        </p>
      ) : null}
    </section>
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
