import { useId } from 'react';

type Props = {
  label: string;
  name: string;
  autoComplete: 'current-password' | 'new-password';
  /** Characters. */
  minLength?: number;
  hint?: string;
};

/** A password, which nobody sees typed. */
export function PasswordField({ label, hint, ...input }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        type="password"
        required
        maxLength={1024}
        aria-describedby={hint === undefined ? undefined : `${id}hint`}
      />
      {hint === undefined ? null : (
        <p className="hint" id={`${id}hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
