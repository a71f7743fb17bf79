import { data, type LinksFunction, type MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useActionData,
  useLoaderData,
  useRouteError,
} from '@remix-run/react';
import { adminAction, adminLoader } from '~/admin-route.server';
import { childrenOf } from '~/category-tree';
import { ErrorPage } from '~/components/error-page';
import { ProductView } from '~/components/product-view';
import { StoreFrame } from '~/components/store-frame';
import { renderMarkdown } from '~/markdown.server';
import { getProductForEdit } from '~/models/admin-product.server';
import { getCategories } from '~/models/category.server';
import type { ProductInput } from '~/models/product';
import { previewOf } from '~/models/product-preview.server';
import { parseProductForm } from '~/product-form.server';
import { idOf } from '~/route-id.server';
import styles from '~/styles/shop.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }];

export const meta: MetaFunction = () => [
  { title: 'Preview' },
  { name: 'robots', content: 'noindex, nofollow' },
];

async function show(input: ProductInput, request: Request, said: string) {
  const categories = await getCategories();
  const { description, ...product } = await previewOf(input, categories);
  return {
    product,
    said,
    html: renderMarkdown(description),
    asked: new URL(request.url).searchParams.getAll('option').slice(0, 3),
    top: childrenOf(categories, null).map(({ slug, title }) => ({ slug, title })),
  };
}

/** What is saved of a product; nothing where it is still to be made. */
export const loader = adminLoader('admin_.preview.$id', async ({ params, request }) => {
  if (params.id === 'new') return null;
  const product = await getProductForEdit(idOf(params));
  if (!product) throw new Response('This product is gone: someone deleted it.', { status: 404 });
  return show(product.input, request, 'as it is saved');
});

/** What is typed into a product's form, and saved nowhere. */
export const action = adminAction('admin_.preview.$id', async ({ form, request }) => {
  form.delete('uploads');
  const submission = parseProductForm(form);
  if (submission.status === 'success') {
    return data(await show(submission.value, request, 'as it is typed, and not saved'));
  }
  const wrong = Object.values(submission.error ?? {}).flat();
  const mistakes = wrong.filter((message) => message !== null).join(' ');
  throw new Response(`There is no preview of this form yet. ${mistakes}`, { status: 400 });
});

export default function Preview() {
  const saved = useLoaderData<typeof loader>();
  const preview = useActionData<typeof action>() ?? saved;
  if (!preview) return <NoPreview text="Press Preview in the product’s form." />;
  const { product, said, html, asked, top } = preview;
  return (
    <>
      <aside className="preview-bar" aria-label="Preview">
        <strong>Preview.</strong> This is the product {said}. Customers don’t see this page.
      </aside>
      <StoreFrame categories={top}>
        <ProductView product={product} asked={asked} html={html} />
      </StoreFrame>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status < 500 && typeof error.data === 'string') {
    return <NoPreview text={error.data} />;
  }
  return (
    <StoreFrame categories={[]}>
      <ErrorPage />
    </StoreFrame>
  );
}

function NoPreview({ text }: { text: string }) {
  return (
    <StoreFrame categories={[]}>
      <main id="main" className="page error-page">
        <h1>No preview</h1>
        <p>{text}</p>
      </main>
    </StoreFrame>
  );
}
