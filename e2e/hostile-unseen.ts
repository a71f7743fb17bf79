import type { Page } from '@playwright/test';
import { signed } from './admin-fixture';
import { type Ask, type Form, formsOf } from './hostile-form';
import type { placesOn } from './hostile-places';
import { builtRoutes } from './routes';

type Unseen = { form: Form; who: Ask };
type Setting = {
  page: Page;
  /** Somebody's with this cookie. */
  asking: (cookie: string) => Ask;
  /** The owner's. */
  ask: Ask;
  userId: string;
  placesOf: ReturnType<typeof placesOn>;
};

const plain = 'application/x-www-form-urlencoded';

/** What takes something though none of the pages that are walked shows a form of it. */
export async function unseenForms({ page, asking, ask, userId, placesOf }: Setting) {
  const place = async (wanted: string) => {
    const route = builtRoutes().find(({ path }) => path === wanted);
    return (route && (await placesOf(route)[0]?.())) ?? 'nowhere';
  };
  const until = Date.now() + 600_000;
  const choosing = asking(`holdfast_choose=${signed({ userId, version: 1, until })}`);
  const product = await place('/admin/products/:id');
  const [form] = await formsOf(page, ask, product);
  const bytes = await place('/admin/imports/:id');
  if (!form) throw new Error('The product has no form.');
  const action = product.replace('/products/', '/preview/');
  const unseen: Unseen[] = [
    { who: ask, form: formOf('/admin/preview', plain, 'title', 'description') },
    { who: ask, form: formOf('/admin/database', plain, 'secret', 'accept') },
    { who: choosing, form: formOf('/admin/login/choose', plain, 'password', 'again') },
    { who: ask, form: formOf(`${bytes}/part?start=0`, 'application/octet-stream', 'part') },
    { who: ask, form: { ...form, action } },
  ];
  return unseen;
}

function formOf(action: string, encoding: string, ...fields: string[]): Form {
  return {
    action,
    encoding,
    entries: fields.map((name) => [name, 'Cup']),
    kinds: Object.fromEntries(fields.map((name) => [name, 'text'])),
  };
}
