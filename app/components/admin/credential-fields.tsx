import { useId } from 'react';

/** Who signs in: an address and a password. */
export function CredentialFields({ email }: { email?: string }) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}email`}>E-mail address</label>
        <input
          id={`${id}email`}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={255}
          defaultValue={email}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}password`}>Password</label>
        <input
          id={`${id}password`}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
        />
      </div>
    </>
  );
}
