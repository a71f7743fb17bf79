import { SearchIcon } from '~/components/icons';
import { maxQuery } from '~/search-words';

/** Asks /search. `label` names the form, so that two on a page can be told apart. */
export function SearchForm({ label, query = '' }: { label: string; query?: string }) {
  return (
    <form className="search-form" role="search" action="/search" aria-label={label}>
      <input
        type="search"
        name="q"
        aria-label="Search for"
        placeholder="Search the shop"
        defaultValue={query}
        maxLength={maxQuery}
        autoComplete="off"
      />
      <button type="submit" aria-label="Search">
        <SearchIcon />
      </button>
    </form>
  );
}
