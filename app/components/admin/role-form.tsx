import { Form } from '@remix-run/react';
import { Drafts } from '~/components/admin/drafts';
import { RoleChoice } from '~/components/admin/role-choice';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { type Draft, formOf } from '~/drafts';
import { textOf } from '~/form-text';

/** A role that was chosen: under which key it is saved once, where that is another one. */
export type ChosenRole = { key?: string; role: string };

type Props = {
  person: { name: string; role: string };
  version: number;
  isMe: boolean;
  saveKey: string;
  /** What was refused. */
  reply?: ChosenRole;
};

/** What somebody may do, or the draft of it that was brought back. */
export function RoleForm(props: Props) {
  const { back, reply, version, bringBack } = useBroughtBack(props, chosenIn);
  // Who was refused has seen what is there now.
  const seen = props.reply ? props.version : (version ?? props.version);
  const shown = { ...props, reply, version: seen };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({
  person,
  version,
  isMe,
  saveKey,
  reply,
  back,
  onBringBack,
}: Props & BringingBack) {
  return (
    <Form method="post" className="stack">
      <h2 id="role-title">What {isMe ? 'you' : 'they'} may do</h2>
      <input type="hidden" name="key" value={reply?.key ?? saveKey} />
      <input type="hidden" name="version" value={version} />
      {/* Not the button’s: the form is sent again by itself too. */}
      <input type="hidden" name="intent" value="role" />
      <Drafts
        id={back?.draft.id ?? saveKey}
        title={`What ${person.name} may do`}
        broughtBack={back}
        onBringBack={onBringBack}
      />
      <RoleChoice role={reply?.role ?? person.role} />
      <div className="actions">
        <button className="button button-primary">Change the role</button>
      </div>
    </Form>
  );
}

function chosenIn(draft: Draft): ChosenRole {
  return { key: draft.key, role: textOf(formOf(draft), 'role') };
}
