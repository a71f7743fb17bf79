import { Form } from '@remix-run/react';
import { Drafts } from '~/components/admin/drafts';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { type Draft, formOf } from '~/drafts';
import { textOf } from '~/form-text';

/** A view as it was typed: under which key it is saved once, where that is another one. */
export type TypedView = { key?: string; name: string; search: string; first: boolean };

type Props = {
  saveKey: string;
  /** What the table shows, as a view keeps it; null where there is no table, and no form until something is brought back. */
  search: string | null;
  /** What was refused. */
  reply?: TypedView;
};

/** Saves what the table shows as a view, or the draft of one that was brought back. */
export function NewViewForm(props: Props) {
  const { back, reply, bringBack } = useBroughtBack(props, typedIn);
  const shown = { ...props, reply };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({ saveKey, search, reply, back, onBringBack }: Props & BringingBack) {
  const shown = reply?.search ?? search;
  const isPanel = search === null && shown !== null;
  return (
    <Form
      method="post"
      action="/admin/products/views"
      className={isPanel ? 'panel view-form' : 'view-form'}
    >
      <Drafts
        id={back?.draft.id ?? saveKey}
        title="A new view of the products"
        broughtBack={back}
        onBringBack={onBringBack}
        isOffered={(draft) => isNew(draft) && (search === null || typedIn(draft).search === search)}
      />
      {shown === null ? null : (
        <>
          <input type="hidden" name="key" value={reply?.key ?? saveKey} />
          <input type="hidden" name="search" value={shown} />
          <div className="field">
            <label htmlFor="view-name">{isPanel ? 'Name of the new view' : 'Name'}</label>
            <input
              id="view-name"
              name="name"
              maxLength={60}
              autoComplete="off"
              defaultValue={reply?.name}
            />
          </div>
          <label className="check">
            <input type="checkbox" name="first" defaultChecked={reply?.first} />
            Show it first
          </label>
          <button className="button" name="intent" value="add">
            Save the view
          </button>
        </>
      )}
    </Form>
  );
}

/** Others have a form each, among the views. */
function isNew(draft: Draft): boolean {
  return !formOf(draft).has('id');
}

function typedIn(draft: Draft): TypedView {
  const form = formOf(draft);
  const [name, search] = [textOf(form, 'name'), textOf(form, 'search')];
  return { key: draft.key, name, search, first: form.has('first') };
}
