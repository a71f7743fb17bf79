/** One way to choose among a product's variants, by the values of its options. */
export type Choosable = { options: string[]; available: boolean };

export type OptionValue = {
  value: string;
  chosen: boolean;
  /** 'none' where this value doesn't come with the others now chosen. */
  state: 'available' | 'sold-out' | 'none';
  /** `?option=Blue&option=Large`. */
  search: string;
};

/** The variant that an address asks for, else the first that can be bought, else the first. */
export function chosenVariant<V extends Choosable>(variants: V[], asked: string[]): V | undefined {
  const exact =
    asked.length > 0
      ? variants.find(({ options }) => asked.every((value, i) => options[i] === value))
      : undefined;
  return exact ?? variants.find((variant) => variant.available) ?? variants[0];
}

/** Every value of one option (from 0), in the order of the variants, and where choosing it leads. */
export function optionValues<V extends Choosable>(
  variants: V[],
  current: V,
  option: number,
): OptionValue[] {
  const values = [...new Set(variants.map((variant) => variant.options[option] ?? ''))];
  return values.map((value) => {
    const wanted = current.options.with(option, value);
    const exact = variants.find(({ options }) => options.every((own, i) => own === wanted[i]));
    const target = exact ?? nearest(variants, wanted, option);
    return {
      value,
      chosen: current.options[option] === value,
      state: !exact ? 'none' : exact.available ? 'available' : 'sold-out',
      search: optionSearch(target?.options ?? wanted),
    };
  });
}

/** The id of each value's picture, where every value of the option has one that no other has; else null. */
export function valuePictures(
  variants: (Choosable & { imageId: string | null })[],
  option: number,
): Map<string, string> | null {
  const pictures = new Map<string, string>();
  const values = new Set<string>();
  for (const { options, imageId } of variants) {
    const value = options[option] ?? '';
    values.add(value);
    if (imageId !== null && !pictures.has(value)) pictures.set(value, imageId);
  }
  const all = values.size > 1 && new Set(pictures.values()).size === values.size;
  return all ? pictures : null;
}

export function optionSearch(options: string[]): string {
  return `?${new URLSearchParams(options.map((value) => ['option', value])).toString()}`;
}

/** Of the variants with the value just chosen, the one that keeps most of the rest; rather one that can be bought. */
function nearest<V extends Choosable>(variants: V[], wanted: string[], option: number) {
  const score = ({ options, available }: V) =>
    2 * options.filter((value, i) => value === wanted[i]).length + Number(available);
  return variants
    .filter(({ options }) => options[option] === wanted[option])
    .reduce<V | undefined>(
      (best, variant) => (best && score(best) >= score(variant) ? best : variant),
      undefined,
    );
}
