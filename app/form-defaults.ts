/**
 * What a form would send had nobody typed into it since it was made: its fields' names and defaults, in their order,
 * as `new FormData(form)` has them; without files.
 */
export function defaultsOf(form: HTMLFormElement): [name: string, value: string][] {
  return [...form.elements].flatMap((field) => {
    if (field.matches(':disabled')) return [];
    return defaultOf(field);
  });
}

function defaultOf(field: Element): [name: string, value: string][] {
  if (field instanceof HTMLTextAreaElement) {
    return named(field.name, [field.defaultValue.replace(/\r\n?/g, '\n')]);
  }
  if (field instanceof HTMLSelectElement) return named(field.name, selected(field));
  if (!(field instanceof HTMLInputElement)) return [];
  switch (field.type) {
    case 'checkbox':
    case 'radio':
      return named(field.name, field.defaultChecked ? [field.value] : []);
    case 'file':
    case 'submit':
    case 'image':
    case 'button':
    case 'reset':
      return [];
    default:
      return named(field.name, [field.defaultValue]);
  }
}

/** A list of which one is chosen begins with its first where none is marked. */
function selected({ options, multiple }: HTMLSelectElement): string[] {
  const all = [...options].filter((option) => !option.disabled);
  const marked = all.filter((option) => option.defaultSelected);
  const chosen = multiple ? marked : marked.length > 0 ? marked.slice(-1) : all.slice(0, 1);
  return chosen.map(({ value }) => value);
}

function named(name: string, values: string[]): [name: string, value: string][] {
  return name === '' ? [] : values.map((value) => [name, value]);
}
