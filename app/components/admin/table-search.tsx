import { Form, useSubmit } from '@remix-run/react';
import { type InputEvent, useEffect, useRef } from 'react';

/** ms after the last key before the list follows. */
const PAUSE = 250;

type Props = {
  q: string;
  /** The rest of what the table shows, as fields. */
  fields: [name: string, value: string][];
};

/**
 * Finds products as one types: the list follows, and its address. Of two answers the later question's counts, for a
 * navigation ends the one before it. Without scripts, a form with a button.
 */
export function TableSearch({ q, fields }: Props) {
  const submit = useSubmit();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // A link may lead to another search; what is being typed is never replaced.
  useEffect(() => {
    const field = input.current;
    if (field && field !== document.activeElement) field.value = q;
  }, [q]);

  function send(): void {
    clearTimeout(timer.current);
    const { form, value } = input.current ?? {};
    if (!form || value?.trim() === q) return;
    // One search is one step of the browser's Back, however many letters it has.
    submit(form, { replace: q !== '', preventScrollReset: true });
  }

  function onInput({ nativeEvent }: InputEvent<HTMLInputElement>): void {
    clearTimeout(timer.current);
    // In the middle of a character that takes several keys.
    if ('isComposing' in nativeEvent && nativeEvent.isComposing) return;
    timer.current = setTimeout(send, PAUSE);
  }

  return (
    <Form
      action="/admin/products"
      role="search"
      className="table-search"
      onSubmit={() => clearTimeout(timer.current)}
    >
      <label className="hidden-visually" htmlFor="q">
        Title, tag, SKU or address
      </label>
      <input
        ref={input}
        id="q"
        type="search"
        name="q"
        placeholder="Title, tag, SKU or address"
        defaultValue={q}
        maxLength={200}
        autoComplete="off"
        onInput={onInput}
        onCompositionEnd={() => {
          timer.current = setTimeout(send, PAUSE);
        }}
      />
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="button">Search</button>
    </Form>
  );
}
