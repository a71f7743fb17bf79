import { Form, Link } from '@remix-run/react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { Drafts } from '~/components/admin/drafts';
import { Field } from '~/components/admin/field';
import { ErrorSummary } from '~/components/admin/error-summary';
import { type Obstacle, ObstacleNotice } from '~/components/admin/obstacle';
import { RoleChoice } from '~/components/admin/role-choice';
import { Unsaved } from '~/components/admin/unsaved';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { type Draft, formOf } from '~/drafts';
import { type PersonFields, valuesOf } from '~/person-fields';
import type { PersonErrors } from '~/person-form.server';

export type PersonReply = {
  key: string;
  values: PersonFields;
  errors: PersonErrors;
  refused?: string | null;
  obstacle: Obstacle | null;
  /** Whether the form has added somebody already, and was changed since. */
  added?: boolean;
};

type Props = { saveKey: string; reply?: PersonReply };

/** Somebody who is to sign in from now on, or the draft of them that was brought back. */
export function PersonForm(props: Props) {
  const { back, reply, bringBack } = useBroughtBack(props, replyOfDraft);
  const shown = { saveKey: props.saveKey, reply };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({ saveKey, reply, back, onBringBack }: Props & BringingBack) {
  const errors = reply?.errors ?? {};
  const field = (name: keyof PersonFields) => ({
    id: `person-${name}`,
    errorId: `person-${name}-error`,
    descriptionId: `person-${name}-hint`,
    errors: errors[name],
  });
  return (
    <Form method="post" className="stack confirm" noValidate>
      <Unsaved broughtBack={back !== undefined} />
      <input type="hidden" name="key" value={reply?.key ?? saveKey} />
      <h1>Add a person</h1>
      <Drafts
        id={back?.draft.id ?? saveKey}
        title="A new person"
        broughtBack={back}
        onBringBack={onBringBack}
      />
      {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
      {reply?.refused ? (
        <Attention to={reply}>
          <Banner tone="bad" title={reply.refused} />
        </Attention>
      ) : null}
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

function replyOfDraft(draft: Draft): PersonReply {
  return { key: draft.key, values: valuesOf(formOf(draft)), errors: {}, obstacle: null };
}
