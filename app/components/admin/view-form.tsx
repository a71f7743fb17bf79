import { Form, Link } from '@remix-run/react';
import { Drafts } from '~/components/admin/drafts';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { type Draft, formOf } from '~/drafts';
import { textOf } from '~/form-text';
import { viewHref } from '~/models/product-view';

type Typed = { key?: string; name: string; first: boolean };

type Props = {
  view: { id: string; name: string; search: string; isFirst: boolean; key: string };
  /** What was refused. */
  reply?: Typed;
};

/** Renames a view, says whether it is shown first, or deletes it. */
export function ViewForm(props: Props) {
  const { back, reply, bringBack } = useBroughtBack(props, typedIn);
  const shown = { ...props, reply };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({ view, reply, back, onBringBack }: Props & BringingBack) {
  const { id, name, search, isFirst, key } = view;
  const named = <span className="hidden-visually"> {name}</span>;
  return (
    <Form method="post" className="view-form">
      <input type="hidden" name="key" value={reply?.key ?? key} />
      <input type="hidden" name="id" value={id} />
      <Drafts
        id={back?.draft.id ?? key}
        title={`The view “${name}”`}
        broughtBack={back}
        onBringBack={onBringBack}
        isOffered={(draft) => textOf(formOf(draft), 'id') === id}
      />
      <div className="field">
        <label htmlFor={`name-${id}`}>Name</label>
        <input id={`name-${id}`} name="name" defaultValue={reply?.name ?? name} />
      </div>
      <label className="check">
        <input type="checkbox" name="first" defaultChecked={reply?.first ?? isFirst} />
        Shown first
      </label>
      <button className="button" name="intent" value="change">
        Save{named}
      </button>
      <button className="button button-danger" name="intent" value="delete">
        Delete{named}
      </button>
      <Link className="button" to={viewHref(search)}>
        Open{named}
      </Link>
    </Form>
  );
}

function typedIn(draft: Draft): Typed {
  const form = formOf(draft);
  return { key: draft.key, name: textOf(form, 'name'), first: form.has('first') };
}
