import { Form } from '@remix-run/react';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { Field } from '~/components/admin/field';
import { type BulkKind, priceSteps } from '~/models/bulk-change';
import { toDecimal } from '~/money';

type Values = Record<string, string>;

type Props = {
  /** What names the products. */
  fields: [name: string, value: string][];
  /** What was asked for, and what is wrong with it, by the fields' names. */
  values: Values;
  errors: Values;
  categories: { id: string; title: string; depth: number }[];
  currency: string;
};

/** What can be done to many products: a form each, which leads to a preview. */
export function BulkForms({ fields, values, errors, categories, currency }: Props) {
  const of = (change: BulkKind) =>
    values.change === change
      ? { fields, change, values, errors }
      : { fields, change, values: {}, errors: {} };
  const [status, price, category, tags] = [of('status'), of('price'), of('category'), of('tags')];
  return (
    <div className="bulk-forms">
      <BulkForm {...status} title="Status">
        <Choice {...status} name="to" label="Make them">
          <option value="active">Active: customers see them</option>
          <option value="draft">Drafts: nobody sees them</option>
          <option value="archived">Archived: out of the shop</option>
        </Choice>
      </BulkForm>
      <BulkForm {...price} title="Price">
        <div className="field-row">
          <Choice {...price} name="way" label="Prices go">
            <option value="lower">down by</option>
            <option value="raise">up by</option>
          </Choice>
          <Text {...price} name="value" label="How much" inputMode="decimal" placeholder="10" />
          <Choice {...price} name="by" label="In">
            <option value="percent">per cent</option>
            <option value="amount">{currency}</option>
          </Choice>
        </div>
        <Choice
          {...price}
          name="step"
          label="Round new prices to"
          hint="Halves go up. A product whose price would fall below 0 stays as it is."
        >
          {priceSteps.map((step) => (
            <option key={step} value={step}>
              {toDecimal(step, currency)} {currency}
            </option>
          ))}
        </Choice>
        <Choice
          {...price}
          name="compareAt"
          label="Compare-at prices"
          hint="A variant is on sale while its compare-at price is higher than its price."
        >
          <option value="keep">stay as they are</option>
          <option value="before">become the price before: a sale</option>
          <option value="clear">go away: no sale</option>
        </Choice>
      </BulkForm>
      <BulkForm {...category} title="Category">
        <Choice {...category} name="mode" label="The products">
          <option value="add">go into it as well</option>
          <option value="remove">leave it</option>
          <option value="set">are in it alone</option>
        </Choice>
        <Choice {...category} name="place" label="Category">
          <option value="">Choose one</option>
          {categories.map(({ id, title, depth }) => (
            <option key={id} value={id}>
              {'– '.repeat(depth)}
              {title}
            </option>
          ))}
        </Choice>
      </BulkForm>
      <BulkForm {...tags} title="Tags">
        <Choice {...tags} name="mode" label="The products">
          <option value="add">get these tags</option>
          <option value="remove">lose these tags</option>
        </Choice>
        <Text {...tags} name="tags" label="Tags" hint="Separated by commas." />
      </BulkForm>
    </div>
  );
}

type Asked = Pick<Props, 'fields' | 'values' | 'errors'> & { change: BulkKind };

function BulkForm({
  fields,
  change,
  title,
  children,
}: Asked & { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Form action="/admin/products/bulk" className="panel stack" aria-labelledby={id} noValidate>
      <h2 id={id}>{title}</h2>
      {fields.map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="change" value={change} />
      {children}
      <div>
        <button className="button" aria-label={`Preview: ${title}`}>
          Preview
        </button>
      </div>
    </Form>
  );
}

type ControlProps = Asked & { name: string; label: string; hint?: string };

/** What connects a field of a form with what was asked for. */
function useControl({ change, name, values, errors, hint }: ControlProps) {
  const id = `${change}-${name}`;
  const error = errors[name];
  const field = {
    id,
    errorId: `${id}-error`,
    descriptionId: `${id}-hint`,
    errors: error === undefined ? undefined : [error],
  };
  const described = [hint && field.descriptionId, error && field.errorId].filter(Boolean).join(' ');
  return {
    field,
    control: {
      id,
      name,
      defaultValue: values[name] || undefined,
      'aria-invalid': error === undefined ? undefined : true,
      'aria-describedby': described || undefined,
    },
  };
}

function Choice({ children, ...props }: ControlProps & { children: ReactNode }) {
  const { field, control } = useControl(props);
  return (
    <Field label={props.label} field={field} hint={props.hint}>
      <select {...control}>{children}</select>
    </Field>
  );
}

type TextProps = ControlProps & Pick<InputHTMLAttributes<HTMLElement>, 'inputMode' | 'placeholder'>;

function Text({ inputMode, placeholder, ...props }: TextProps) {
  const { field, control } = useControl(props);
  return (
    <Field label={props.label} field={field} hint={props.hint}>
      <input
        {...control}
        type="text"
        inputMode={inputMode}
        placeholder={placeholder}
        autoComplete="off"
      />
    </Field>
  );
}
