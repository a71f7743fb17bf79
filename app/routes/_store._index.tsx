import { useLoaderData } from '@remix-run/react';
import { getNewestProducts } from '~/models/product.server';

export async function loader() {
  return { products: await getNewestProducts(8) };
}

export default function Home() {
  const { products } = useLoaderData<typeof loader>();
  return (
    <main>
      <ul>
        {products.map((product) => (
          <li key={product.slug}>{product.title}</li>
        ))}
      </ul>
    </main>
  );
}
