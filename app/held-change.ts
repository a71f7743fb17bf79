/** A form's fields that hold text, each once: what a change is sent again with. */
export function fieldsOf(form: FormData): Record<string, string> {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value.length <= 200 ? [[name, value]] : [],
  );
  return Object.fromEntries(fields);
}
