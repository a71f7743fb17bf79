import { type ComponentProps, useId } from 'react';

type Props = Pick<ComponentProps<'input'>, 'name' | 'value' | 'onChange' | 'onKeyDown' | 'form'> & {
  label: string;
  error: string | undefined;
};

/** A number that can be changed where it stands: as quiet as text until one comes near. */
export function QuickField({ label, error, ...input }: Props) {
  const errorId = useId();
  return (
    <>
      <input
        {...input}
        className="quick"
        type="text"
        inputMode={input.name === 'price' ? 'decimal' : 'numeric'}
        autoComplete="off"
        aria-label={label}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : errorId}
      />
      {error === undefined ? null : (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
