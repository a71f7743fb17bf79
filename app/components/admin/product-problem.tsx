import { useParams } from '@remix-run/react';
import { Problem } from '~/components/admin/problem';
import { ProductForm } from '~/components/admin/product-form';
import type { ProductFormReply } from '~/product-form.server';
import { useShop } from '~/shop';

type Props = { title: string; version?: number; reply?: ProductFormReply };

/** In place of a product's page that failed: what was typed, if something was sent; else what is wrong. */
export function ProductProblem({ title, version, reply }: Props) {
  const { shop } = useShop();
  const { id } = useParams();
  if (!reply) return <Problem bin={id === undefined ? undefined : `/admin/bin/${id}`} />;
  return (
    <ProductForm
      id={id}
      title={title}
      product={{}}
      files={[]}
      categories={null}
      currency={shop.currency}
      saveKey={reply.key}
      version={version}
      reply={reply}
    />
  );
}
