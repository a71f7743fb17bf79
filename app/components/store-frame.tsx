import type { ReactNode } from 'react';
import { CloseIcon, MenuIcon, SearchIcon } from '~/components/icons';
import { SearchForm } from '~/components/search-form';
import { useShop } from '~/shop';

type Props = {
  categories: { slug: string; title: string }[];
  query?: string;
  children: ReactNode;
};

/** What stands around every customer's page. The menu is a popover: it opens without JavaScript. */
export function StoreFrame({ categories, query, children }: Props) {
  const { shop } = useShop();
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="store-header">
        <button
          type="button"
          className="icon-button menu-button"
          aria-label="Menu"
          {...{ popovertarget: 'menu' }}
        >
          <MenuIcon />
        </button>
        <a className="wordmark" href="/">
          {shop.name}
        </a>
        <SearchForm label="Search the shop" query={query} />
        <a className="icon-button search-link" href="/search" aria-label="Search">
          <SearchIcon />
        </a>
        <nav id="menu" className="menu" aria-label="Shop" {...{ popover: 'auto' }}>
          <button
            type="button"
            className="icon-button menu-close"
            aria-label="Close the menu"
            {...{ popovertarget: 'menu', popovertargetaction: 'hide' }}
          >
            <CloseIcon />
          </button>
          <ul className="plain">
            <li>
              <a href="/products">All products</a>
            </li>
            {categories.map((category) => (
              <li key={category.slug}>
                <a href={`/categories/${encodeURIComponent(category.slug)}`}>{category.title}</a>
              </li>
            ))}
            <li>
              <a className="sale" href="/products?sale=1">
                Sale
              </a>
            </li>
          </ul>
        </nav>
      </header>
      {children}
      <StoreFooter categories={categories} />
    </>
  );
}

function StoreFooter({ categories }: Pick<Props, 'categories'>) {
  const { shop } = useShop();
  return (
    <footer className="store-footer">
      <div className="footer-columns">
        <section>
          <p className="wordmark">{shop.name}</p>
          {shop.tagline ? <p>{shop.tagline}</p> : null}
        </section>
        <nav aria-label="Categories">
          <h2>Shop</h2>
          <ul className="plain footer-links">
            <li>
              <a href="/products">All products</a>
            </li>
            {categories.length > 0 ? (
              <li>
                <a href="/categories">All categories</a>
              </li>
            ) : null}
            {categories.slice(0, 6).map((category) => (
              <li key={category.slug}>
                <a href={`/categories/${encodeURIComponent(category.slug)}`}>{category.title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <section>
          <h2>Ask us</h2>
          {shop.email ? (
            <p>
              Orders, questions, a second opinion: <a href={`mailto:${shop.email}`}>{shop.email}</a>
            </p>
          ) : (
            <p>We are still setting up our letterbox.</p>
          )}
        </section>
      </div>
    </footer>
  );
}
