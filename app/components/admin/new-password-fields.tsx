import { PasswordField } from '~/components/admin/password-field';

/** A new password, twice, since nobody sees what they type. */
export function NewPasswordFields() {
  return (
    <>
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        minLength={12}
        hint="12 characters or more. Three or four words make a good one."
      />
      <PasswordField label="The same again" name="again" autoComplete="new-password" />
    </>
  );
}
