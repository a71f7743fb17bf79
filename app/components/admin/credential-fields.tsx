import { useId } from 'react';
import { PasswordField } from '~/components/admin/password-field';

/** Who signs in: an address and a password. */
export function CredentialFields({ email }: { email?: string }) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>E-mail address</label>
        <input
          id={id}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={255}
          defaultValue={email}
        />
      </div>
      <PasswordField label="Password" name="password" autoComplete="current-password" />
    </>
  );
}
