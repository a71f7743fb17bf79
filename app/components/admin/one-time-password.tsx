import { Banner } from '~/components/admin/banner';

type Props = { email: string; password: string };

/** Shown once, to be handed on. */
export function OneTimePassword({ email, password }: Props) {
  return (
    <Banner tone="good" title="Hand this on: it is shown only now">
      <p>
        <b>{email}</b> signs in at <code>/admin</code> with the one-time password
      </p>
      <p className="one-time">
        <code>{password}</code>
      </p>
      <p>and chooses a password of their own there. It is good for seven days.</p>
    </Banner>
  );
}
