import type { AppLoadContext } from '@remix-run/node';
import { type Category, getCategories } from '~/models/category.server';
import { isDatabaseAway } from '~/models/database-away.server';

const categoriesOf = new WeakMap<AppLoadContext, Promise<Category[]>>();

/** Every category, read once for all loaders of a request: they share its context. */
export function sharedCategories(context: AppLoadContext): Promise<Category[]> {
  const known = categoriesOf.get(context);
  if (known) return known;
  const categories = getCategories();
  categoriesOf.set(context, categories);
  return categories;
}

const lacking = new WeakSet<AppLoadContext>();

/**
 * What a page can do without: when it can't be had, the page goes on with less, and is not kept. What it
 * can't do without is awaited as it is: a database that is away answers 503 by itself.
 */
export async function optional<Result, Less>(
  context: AppLoadContext,
  result: Promise<Result>,
  less: Less,
): Promise<Result | Less> {
  try {
    return await result;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    lacking.add(context);
    return less;
  }
}

/** Whether a page had to do without something. */
export function lacksSomething(context: AppLoadContext): boolean {
  return lacking.has(context);
}

/** To throw where an address leads nowhere. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}
