import type { SearchResultText } from '~/text-preview.server';

/** Characters that results commonly show, before they cut. */
const shown = { title: 60, description: 160 };

/** How a search engine may show the product: much as the big ones do. They may choose other words of the page. */
export function SearchResult({
  result: { title, address, description },
}: {
  result: SearchResultText;
}) {
  return (
    <>
      <div className="search-result">
        <p className="search-address">{address}</p>
        <p className="search-title">{title}</p>
        <p className="search-description">{cut(description)}</p>
      </div>
      <p className="hint">
        Title: {told(title, shown.title)}. Description: {told(description, shown.description)}.
      </p>
    </>
  );
}

function cut(text: string): string {
  return text.length > shown.description
    ? `${text.slice(0, shown.description).replace(/\s+\S*$/, '')} …`
    : text;
}

function told(text: string, most: number): string {
  const { length } = Array.from(text);
  return length > most
    ? `${length} characters, of which results show about ${most}`
    : `${length} of about ${most} characters`;
}
