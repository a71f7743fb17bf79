import { z } from 'zod';
import { valuesIn, valuesOf } from '~/models/plan-variants';

const texts = z.array(z.string().catch('')).catch([]);
const fieldsSchema = z
  .object({
    options: texts,
    optionValues: texts,
    optionValuesOpened: texts,
    variants: z.array(z.object({ options: texts }).catch({ options: [] })).catch([]),
    pasteText: z.string().catch(''),
  })
  .catch({ options: [], optionValues: [], optionValuesOpened: [], variants: [], pasteText: '' });

type Problem = { path: string[]; message: string };

/** What was typed beside a form's variants and is in none of them: a save would lose it. */
export function unmadeValues(fields: unknown): Problem[] {
  const { options, optionValues, optionValuesOpened, variants, pasteText } =
    fieldsSchema.parse(fields);
  const problems: Problem[] = [];
  const there = valuesOf(variants);
  const isUnmade = (text: string, place: number) => {
    const lines = valuesIn(text);
    if (isSame(lines, valuesIn(optionValuesOpened[place] ?? ''))) return false;
    const isNamed = (options[place] ?? '').trim() !== '';
    return isNamed ? !isSame(lines, there[place] ?? []) : lines.length > 0;
  };
  if (optionValues.slice(0, there.length).some(isUnmade)) {
    const message =
      'An option’s values are not those of the variants yet. Press “Make the variants”, then save; or write the lines as they were.';
    problems.push({ path: ['options'], message });
  }
  if (pasteText.trim() !== '') {
    const message =
      'The cells from a spreadsheet are not in the variants yet. Press “Fill the cells in”, then save; or empty the field.';
    problems.push({ path: ['variants'], message });
  }
  return problems;
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
