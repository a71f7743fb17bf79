import { Form, Link } from '@remix-run/react';
import { Banner } from '~/components/admin/banner';
import { Drafts } from '~/components/admin/drafts';
import { Field } from '~/components/admin/field';
import { ObstacleNotice } from '~/components/admin/obstacle';
import type { QuickReply } from '~/components/admin/quick-reply';
import { Unsaved } from '~/components/admin/unsaved';
import { type BringingBack, useBroughtBack } from '~/components/admin/use-brought-back';
import { quickTitle } from '~/components/admin/use-row-drafts';
import type { Draft } from '~/drafts';
import type { Quick } from '~/models/product-quick.server';

type Props = {
  id: string;
  product: Quick;
  currency: string;
  saveKey: string;
  /** What the last sending came back with. */
  reply?: QuickReply;
};

/** A row of the table on a page of its own, or the draft of it that was brought back. */
export function QuickForm(props: Props) {
  const now = props.reply?.now ?? props.product;
  const opened = { reply: props.reply, version: now.version };
  const { back, reply, version, bringBack } = useBroughtBack(opened, replyOfDraft);
  const shown = { ...props, reply, version };
  return <Fields key={back?.draft.id} {...shown} back={back} onBringBack={bringBack} />;
}

type FieldsProps = Props & BringingBack & { version: number | undefined };

function Fields({
  id,
  product,
  currency,
  saveKey,
  reply,
  version,
  back,
  onBringBack,
}: FieldsProps) {
  const title = quickTitle(product.title);
  const fields = [
    { name: 'price' as const, label: `Price, ${currency}`, value: product.price },
    ...(product.stock === null
      ? []
      : [{ name: 'stock' as const, label: 'Stock', value: product.stock }]),
  ];
  return (
    <section className="panel stack confirm">
      <h1>{title}</h1>
      {reply?.message ? (
        <Banner tone="bad" title="Not saved">
          <p>
            {reply.message}{' '}
            {reply.now
              ? `Now: ${reply.now.price} ${currency}, ${reply.now.stock ?? 'no'} in stock.`
              : ''}
          </p>
        </Banner>
      ) : null}
      <Form method="post" className="stack">
        <Unsaved broughtBack={back !== undefined} />
        <input type="hidden" name="key" value={reply?.key ?? saveKey} />
        <input type="hidden" name="version" value={version} />
        <Drafts
          id={back?.draft.id ?? saveKey}
          title={title}
          broughtBack={back}
          onBringBack={onBringBack}
        />
        {reply?.obstacle ? <ObstacleNotice obstacle={reply.obstacle} reply={reply} /> : null}
        {fields.map(({ name, label, value }) => {
          const error = reply?.errors[name];
          const field = {
            id: name,
            errorId: `${name}-error`,
            descriptionId: `${name}-hint`,
            errors: error === undefined ? undefined : [error],
          };
          return (
            <Field key={name} label={label} field={field}>
              <input
                id={name}
                name={name}
                type="text"
                inputMode={name === 'price' ? 'decimal' : 'numeric'}
                defaultValue={reply?.sent[name] ?? value}
                aria-invalid={error === undefined ? undefined : true}
                aria-describedby={error === undefined ? undefined : field.errorId}
              />
            </Field>
          );
        })}
        <div className="actions">
          <button className="button button-primary">Save</button>
          <Link className="button" to={`/admin/products/${id}`}>
            Open the product
          </Link>
        </div>
      </Form>
    </section>
  );
}

function replyOfDraft({ key, fields }: Draft): QuickReply {
  const sent = Object.fromEntries(fields);
  return { key, sent, ok: false, obstacle: null, errors: {}, message: null, now: null };
}
