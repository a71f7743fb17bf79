import { Form, Link } from '@remix-run/react';
import { Banner } from '~/components/admin/banner';
import { Field } from '~/components/admin/field';
import { ErrorSummary } from '~/components/admin/error-summary';
import { type Obstacle, ObstacleNotice } from '~/components/admin/obstacle';
import { RoleChoice } from '~/components/admin/role-choice';
import { Unsaved } from '~/components/admin/unsaved';
import type { PersonErrors, PersonFields } from '~/person-form.server';

export type PersonReply = {
  key: string;
  values: PersonFields;
  errors: PersonErrors;
  obstacle: Obstacle | null;
  /** Whether the form has added somebody already, and was changed since. */
  added?: boolean;
};

type Props = { saveKey: string; reply?: PersonReply };

/** Somebody who is to sign in from now on. */
export function PersonForm({ saveKey, reply }: Props) {
  const errors = reply?.errors ?? {};
  const field = (name: keyof PersonFields) => ({
    id: `person-${name}`,
    errorId: `person-${name}-error`,
    descriptionId: `person-${name}-hint`,
    errors: errors[name],
  });
  return (
    <Form method="post" className="stack confirm" noValidate>
      <Unsaved />
      <input type="hidden" name="key" value={reply?.key ?? saveKey} />
      <h1>Add a person</h1>
      {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
      {reply?.added ? <AddedBeforeNotice /> : null}
      <ErrorSummary formId="person" errors={errors} />
      <div className="panel stack">
        <Field label="Name" field={field('name')}>
          <input
            id="person-name"
            name="name"
            autoComplete="off"
            defaultValue={reply?.values.name}
            aria-invalid={errors.name ? true : undefined}
            aria-describedby={errors.name ? 'person-name-error' : undefined}
          />
        </Field>
        <Field
          label="E-mail address"
          field={field('email')}
          hint="They sign in with it. Nothing is sent to it."
        >
          <input
            id="person-email"
            name="email"
            type="email"
            autoComplete="off"
            defaultValue={reply?.values.email}
            aria-invalid={errors.email ? true : undefined}
            aria-describedby={
              errors.email ? 'person-email-hint person-email-error' : 'person-email-hint'
            }
          />
        </Field>
        <RoleChoice role={reply?.values.role ?? 'editor'} error={errors.role} />
        <div className="actions">
          <button className="button button-primary">Add</button>
        </div>
      </div>
    </Form>
  );
}

function AddedBeforeNotice() {
  return (
    <Banner tone="bad" title="Not added: this form has added somebody already.">
      <p>
        Its answer was lost, and you changed something since. Look among{' '}
        <Link to="/admin/people">all people</Link> whom it added: there you give them another
        one-time password, or remove them and add them anew.
      </p>
    </Banner>
  );
}
