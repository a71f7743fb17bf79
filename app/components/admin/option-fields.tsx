import { getInputProps } from '@conform-to/react';
import { useEffect, useRef, useState } from 'react';
import { Field, FieldErrors } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import { VariantPlanText } from '~/components/admin/variant-plan-text';
import type { ProductFields, VariantFields } from '~/models/product-form';
import { planVariants, valuesIn, valuesOf } from '~/models/plan-variants';

type Props = {
  fields: { [Name in keyof Required<ProductFields>]: ProductMeta<ProductFields[Name]> };
  /** What the variants were opened with. */
  initial: VariantFields[];
  /** What is typed of the variants now. */
  typed: () => VariantFields[];
  onMake: (variants: VariantFields[]) => void;
};

const examples = ['Size', 'Colour', 'Glaze'];
const exampleValues = ['Small\nLarge', 'Natural\nInk', 'Matt\nGlossy'];
const places = ['first', 'second', 'third'];

/** The options and their values, and the variants that they make. */
export function OptionFields({ fields, initial, typed, onMake }: Props) {
  const { options, optionValues, optionValuesOpened } = fields;
  const given = optionValues.initialValue as string[] | undefined;
  const givenOpened = optionValuesOpened.initialValue as string[] | undefined;
  // What the lines were when they were last those of the variants.
  const [opened, setOpened] = useState(() => givenOpened ?? textsOf(initial));
  const [texts, setTexts] = useState(() => given ?? opened);
  // Values that nobody touched are those of the variants.
  const [touched, setTouched] = useState(given !== undefined && given.join() !== opened.join());
  const [plan, setPlan] = useState<ReturnType<typeof planVariants>>();
  const [made, setMade] = useState(0);
  const lines = useRef<HTMLTextAreaElement>(null);
  const optionFields = [0, 1, 2].map((index) => options.getFieldList()[index]);
  const names = optionFields.map((option) => option?.value?.trim() ?? '');

  function planOf(values: string[], variants: VariantFields[]) {
    return planVariants(
      names.map((name, place) => ({ name, values: valuesIn(values[place] ?? '') })),
      variants,
    );
  }

  // What is said of lines that are not made yet goes once they are.
  useEffect(() => {
    if (made > 0) lines.current?.dispatchEvent(new Event('input', { bubbles: true }));
  }, [made]);

  function setBoth(values: string[]) {
    setOpened(values);
    setTexts(values);
  }

  function onType(place: number, text: string) {
    const now = texts.with(place, text);
    setTexts(now);
    setTouched(true);
    setPlan(planOf(now, typed()));
  }

  function make() {
    const variants = typed();
    const values = touched ? texts : textsOf(variants);
    const made = planOf(values, variants);
    if (typeof made === 'string') return setPlan(made);
    onMake(made.variants);
    setBoth(values);
    setTouched(false);
    setPlan(undefined);
    setMade((count) => count + 1);
  }

  return (
    <fieldset className="stack" id={options.id}>
      <legend>Options</legend>
      <p className="hint">
        What customers choose by, up to three, and the values that each can have. Leave them empty
        for a product that comes in one kind.
      </p>
      <div className="field-row option-row">
        {optionFields.map((option, index) =>
          option ? (
            <div className="stack" key={option.key}>
              <Field label={`Option ${index + 1}`} field={option}>
                <input
                  {...getInputProps(option, { type: 'text' })}
                  placeholder={examples[index]}
                  autoComplete="off"
                />
              </Field>
              <div className="field">
                <label htmlFor={`${options.id}-values-${index}`}>
                  Values, {places[index]} option
                </label>
                <textarea
                  ref={index === 0 ? lines : undefined}
                  id={`${options.id}-values-${index}`}
                  name={`${optionValues.name}[${index}]`}
                  value={texts[index] ?? ''}
                  onFocus={() => touched || setBoth(textsOf(typed()))}
                  onChange={({ target }) => onType(index, target.value)}
                  rows={4}
                  placeholder={exampleValues[index]}
                  aria-describedby={`${options.id}-values-hint`}
                />
                <input
                  type="hidden"
                  name={`${optionValuesOpened.name}[${index}]`}
                  value={opened[index] ?? ''}
                />
              </div>
            </div>
          ) : null,
        )}
      </div>
      <p className="hint" id={`${options.id}-values-hint`}>
        One on each line, in the order that customers see. Change a line to rename a value: its
        variants keep their price, stock, SKU and picture.
      </p>
      <FieldErrors field={options} />
      <div role="status" className="stack">
        {plan === undefined ? null : typeof plan === 'string' ? (
          <p>{plan}</p>
        ) : (
          <VariantPlanText plan={plan} />
        )}
      </div>
      <div className="actions">
        <noscript>
          <button className="button" name="intent" value="plan">
            Show what changes
          </button>
        </noscript>
        <button
          className="button"
          name="intent"
          value="make"
          onClick={(event) => {
            event.preventDefault();
            make();
          }}
        >
          Make the variants
        </button>
      </div>
    </fieldset>
  );
}

function textsOf(variants: VariantFields[]): string[] {
  return valuesOf(variants).map((values) => values.join('\n'));
}
