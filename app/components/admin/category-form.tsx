import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { type ReactNode, useId } from 'react';
import type { CategoryReply } from '~/category-form.server';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { DescriptionField } from '~/components/admin/description-field';
import { Drafts } from '~/components/admin/drafts';
import { ErrorSummary } from '~/components/admin/error-summary';
import { Field } from '~/components/admin/field';
import { MadeBeforeNotice } from '~/components/admin/made-before';
import { ObstacleNotice } from '~/components/admin/obstacle';
import { LookOnly } from '~/components/admin/look-only';
import { TitleFields } from '~/components/admin/title-fields';
import { Unsaved } from '~/components/admin/unsaved';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { submissionOf } from '~/draft-submission';
import type { Draft } from '~/drafts';
import { useMay } from '~/components/admin/use-may';
import { type CategoryInput, type CategoryRow, categorySchema } from '~/models/category-form';

export type CategoryFields = Partial<Record<'title' | 'slug' | 'description' | 'parentId', string>>;

type Props = {
  title: string;
  actions?: ReactNode;
  notice?: ReactNode;
  category: CategoryFields;
  /** Where it may be. */
  parents: CategoryRow[];
  saveKey: string;
  version?: number;
  reply?: CategoryReply;
};

/** A category's form, or the draft of it that was brought back. */
export function CategoryForm(props: Props) {
  const { back, reply, version, bringBack } = useBroughtBack(props, replyOfDraft);
  const shown = { ...props, reply, version };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({ back, onBringBack, ...props }: Props & BringingBack) {
  const { category, parents, saveKey, version, reply } = props;
  const [form, fields] = useForm<CategoryFields, CategoryInput>({
    id: useId(),
    defaultValue: category,
    lastResult: reply?.submission,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    defaultNoValidate: true,
    onValidate: ({ formData }) =>
      parseWithZod(formData, { schema: categorySchema, disableAutoCoercion: true }),
  });
  const mayAct = useMay()('act', 'admin.categories.$id');
  const made = reply?.made ? `/admin/categories/${reply.made.id}` : undefined;
  const chosen = fields.parentId.initialValue;
  const unlisted = chosen && !parents.some(({ id }) => id === chosen) ? chosen : null;
  return (
    <Form method="post" action={made} className="product-form" {...getFormProps(form)}>
      <Unsaved broughtBack={back !== undefined} />
      <input type="hidden" name="key" value={reply?.key ?? saveKey} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      <div className="page-head page-head-sticky">
        <h1>{props.title}</h1>
        <div className="actions">
          {mayAct ? <button className="button button-primary">Save</button> : null}
          {props.actions}
        </div>
      </div>
      {props.notice}
      <Drafts
        id={back?.draft.id ?? saveKey}
        title={props.title}
        broughtBack={back}
        onBringBack={onBringBack}
      />
      {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
      {made && reply ? <MadeBeforeNotice what="category" path={made} reply={reply} /> : null}
      {reply?.refused ? (
        <Attention to={reply}>
          <Banner tone="bad" title={reply.refused} />
        </Attention>
      ) : null}
      <ErrorSummary formId={form.id} errors={form.status === 'error' ? form.allErrors : {}} />
      {mayAct ? null : <LookOnly />}
      <fieldset className="bare form-single" disabled={!mayAct}>
        <section className="panel stack" aria-label="Category">
          <TitleFields of="category" title={fields.title} slug={fields.slug} />
          <Field label="Under" field={fields.parentId} hint="Where customers find it.">
            <select
              id={fields.parentId.id}
              name={fields.parentId.name}
              defaultValue={chosen ?? ''}
              aria-describedby={fields.parentId.descriptionId}
            >
              <option value="">Nothing: it stands at the top</option>
              {unlisted ? <option value={unlisted}>As chosen before</option> : null}
              {parents.map(({ id, title, depth }) => (
                <option key={id} value={id}>
                  {`${'– '.repeat(depth)}${title}`}
                </option>
              ))}
            </select>
          </Field>
          <DescriptionField field={fields.description} rows={6} />
        </section>
      </fieldset>
    </Form>
  );
}

function replyOfDraft(draft: Draft): CategoryReply {
  const submission = submissionOf(draft, categorySchema);
  return { submission, key: draft.key, refused: null, obstacle: null };
}
