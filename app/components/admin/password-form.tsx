import { Form } from '@remix-run/react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { NewPasswordFields } from '~/components/admin/new-password-fields';
import { ObstacleNotice } from '~/components/admin/obstacle';
import { PasswordField } from '~/components/admin/password-field';
import type { AccountReply } from '~/routes/admin.account';

type Props = { email: string; saveKey: string; reply?: AccountReply };

/** A new password in place of one's old one. */
export function PasswordForm({ email, saveKey, reply }: Props) {
  return (
    <section className="panel" aria-labelledby="password">
      <Form method="post" className="stack">
        <h2 id="password">Change your password</h2>
        {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
        {reply?.message ? (
          <Attention to={reply}>
            <Banner tone="bad" title={reply.message} />
          </Attention>
        ) : null}
        <input type="hidden" name="key" value={reply?.key ?? saveKey} />
        <input type="hidden" name="intent" value="password" />
        {/* For password managers. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField label="Password until now" name="old" autoComplete="current-password" />
        <NewPasswordFields />
        <p className="hint">You are signed out everywhere else.</p>
        <div className="actions">
          <button className="button button-primary">Change the password</button>
        </div>
      </Form>
    </section>
  );
}
