import { type FieldMetadata, getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form, useNavigation } from '@remix-run/react';
import { type ReactNode, useId, useState } from 'react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { CategoryChoice } from '~/components/admin/category-choice';
import { DescriptionField } from '~/components/admin/description-field';
import { Drafts } from '~/components/admin/drafts';
import { ErrorSummary } from '~/components/admin/error-summary';
import { ImageList } from '~/components/admin/image-list';
import { LookOnly } from '~/components/admin/look-only';
import { MadeBeforeNotice } from '~/components/admin/made-before';
import { ObstacleNotice } from '~/components/admin/obstacle';
import { OrganiseFields } from '~/components/admin/organise-fields';
import { PreviewButton } from '~/components/admin/preview-button';
import { useMay } from '~/components/admin/use-may';
import { VariantList } from '~/components/admin/variant-list';
import { VariantPlanText } from '~/components/admin/variant-plan-text';
import type { PictureFile } from '~/components/picture';
import { SearchFields } from '~/components/admin/search-fields';
import { TitleFields } from '~/components/admin/title-fields';
import { Unsaved } from '~/components/admin/unsaved';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { submissionOf } from '~/draft-submission';
import type { Draft } from '~/drafts';
import type { CategoryRow } from '~/models/category-form';
import type { ProductInput } from '~/models/product';
import {
  currencyIn,
  type FormTerms,
  type ProductFields,
  productFormSchema,
} from '~/models/product-form';
import type { ProductFormReply } from '~/product-form.server';
import { useShop } from '~/shop';

export type ProductMeta<Value> = FieldMetadata<Value, ProductFields>;

type Props = {
  /** None for a product that is still to be made. */
  id?: string;
  title: string;
  /** Beside the title. */
  badge?: ReactNode;
  /** Links and buttons beside Save. */
  actions?: ReactNode;
  /** Above the fields: what happened to the product. */
  notice?: ReactNode;
  product: ProductFields;
  files: PictureFile[];
  /** null where they are not at hand. */
  categories: CategoryRow[] | null;
  currency: string;
  saveKey: string;
  /** None for a product that is still to be made. */
  version?: number;
  /** What the last sending came back with. */
  reply?: ProductFormReply;
};

/** A product's form, or the draft of it that was brought back. */
export function ProductForm(props: Props) {
  const { shop } = useShop();
  const { back, reply, version, bringBack } = useBroughtBack(props, (draft) =>
    replyOfDraft(draft, shop),
  );
  const shown = { ...props, reply, version };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

function Fields({ back, onBringBack, ...props }: Props & BringingBack) {
  const { product, categories, reply, version } = props;
  const { shop } = useShop();
  const [form, fields] = useForm<ProductFields, ProductInput>({
    id: useId(),
    defaultValue: product,
    lastResult: reply?.submission,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    defaultNoValidate: true,
    onValidate: ({ formData }) =>
      parseWithZod(formData, { schema: productFormSchema(shop), disableAutoCoercion: true }),
  });
  const currency = currencyIn(fields.currency.initialValue, props.currency);
  const made = reply?.made ? `/admin/products/${reply.made.id}` : undefined;
  const busy = useNavigation().formMethod === 'POST';
  const [stored, setStored] = useState<PictureFile[]>([]);
  const files = [...(reply?.files ?? []), ...props.files, ...stored];
  const mayAct = useMay()('act', 'admin.products.$id');
  return (
    <Form
      method="post"
      action={made}
      encType="multipart/form-data"
      className="product-form"
      {...getFormProps(form)}
      preventScrollReset
    >
      <Unsaved broughtBack={back !== undefined} />
      <input type="hidden" name="key" value={reply?.key ?? props.saveKey} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      <input type="hidden" name={fields.currency.name} value={currency} />
      <div className="page-head page-head-sticky">
        <h1>{props.title}</h1>
        {props.badge}
        <div className="actions">
          {/* First in the form, so that Enter saves. */}
          {mayAct ? (
            <button className="button button-primary" name="intent" value="save" aria-busy={busy}>
              {busy ? 'Saving…' : 'Save'}
            </button>
          ) : null}
          {mayAct ? <PreviewButton id={props.id ?? 'new'} /> : null}
          {props.actions}
        </div>
      </div>
      {props.notice}
      <Drafts
        id={back?.draft.id ?? props.saveKey}
        title={props.title}
        files={files}
        broughtBack={back}
        onBringBack={onBringBack}
      />
      {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
      {made && reply ? <MadeBeforeNotice what="product" path={made} reply={reply} /> : null}
      {reply?.refused ? (
        <Attention to={reply}>
          <Banner tone="bad" title={reply.refused.title}>
            <p>{reply.refused.text}</p>
            {reply.refused.deleted && props.id ? <ToTheBin id={props.id} /> : null}
          </Banner>
        </Attention>
      ) : null}
      {reply?.problems.length ? (
        <Banner
          tone="warn"
          title="Some pictures were not taken. Everything else is here, and not saved yet."
        >
          <ul>
            {reply.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {reply?.changed ? <VariantsChangedNotice changed={reply.changed} /> : null}
      <ErrorSummary formId={form.id} errors={form.status === 'error' ? form.allErrors : {}} />
      {mayAct ? null : <LookOnly />}
      <fieldset className="bare form-columns" disabled={!mayAct}>
        <div className="stack">
          <section className="panel stack" aria-label="Product">
            <TitleFields of="product" title={fields.title} slug={fields.slug} />
            <DescriptionField field={fields.description} rows={9} />
          </section>
          <ImageList
            form={form}
            images={fields.images}
            files={files}
            onStored={(more) => setStored((known) => [...known, ...more])}
          />
        </div>
        <div className="stack">
          <OrganiseFields fields={fields} />
        </div>
        <VariantList form={form} fields={fields} currency={currency} />
        <SearchFields title={fields.seoTitle} description={fields.seoDescription} />
        <CategoryChoice field={fields.categoryIds} categories={categories} />
      </fieldset>
    </Form>
  );
}

/** Beside the form, so that it can be saved when the product is back. */
function ToTheBin({ id }: { id: string }) {
  return (
    <p>
      What you typed is still here:{' '}
      <a href={`/admin/bin/${id}`} target="_blank" rel="noreferrer">
        bring the product back (opens another tab)
      </a>
      , then press Save again.
    </p>
  );
}

/** What a button did where the page's scripts could not. */
function VariantsChangedNotice({ changed }: { changed: NonNullable<ProductFormReply['changed']> }) {
  return (
    <Banner tone="good" title={changed.said}>
      {changed.plan ? <VariantPlanText plan={changed.plan} /> : null}
    </Banner>
  );
}

function replyOfDraft(draft: Draft, terms: FormTerms): ProductFormReply {
  const submission = submissionOf(draft, productFormSchema(terms));
  return {
    submission,
    key: draft.key,
    files: draft.files,
    problems: [],
    refused: null,
    obstacle: null,
  };
}
