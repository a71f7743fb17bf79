import { useId } from 'react';

/** A new password, twice, since nobody sees what they type. */
export function NewPasswordFields() {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}new`}>New password</label>
        <input
          id={`${id}new`}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={1024}
          aria-describedby={`${id}hint`}
        />
        <p className="hint" id={`${id}hint`}>
          12 characters or more. Three or four words make a good one.
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}again`}>The same again</label>
        <input
          id={`${id}again`}
          name="again"
          type="password"
          autoComplete="new-password"
          required
          maxLength={1024}
        />
      </div>
    </>
  );
}
