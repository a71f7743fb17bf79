import { useRouteLoaderData } from '@remix-run/react';

/** The shop's identity: nothing here is secret. */
export type Shop = Readonly<{
  name: string;
  /** What it sells, in a line; '' where nothing is said, as with the two below. */
  tagline: string;
  /** A sentence beneath the tagline. */
  intro: string;
  /** A paragraph that ends the front page. */
  about: string;
  email: string | null;
  /** BCP 47. */
  locale: string;
  /** ISO 4217. */
  currency: string;
  /** IANA's name. */
  timeZone: string;
  /** Whether the pictures in public/images are of this shop: they show the demo shop's things. */
  artwork: boolean;
}>;

/** What the root loader gives every page. */
export type RootData = { shop: Shop; origin: string };

/** 'Name: tagline', or the name alone. */
export function nameInFull({ name, tagline }: Shop): string {
  return tagline ? `${name}: ${tagline}` : name;
}

/** The shop and its origin, in any page's component. */
export function useShop(): RootData {
  const root = useRouteLoaderData<RootData>('root');
  if (!root) throw new Error('The root loader has not run.');
  return root;
}
