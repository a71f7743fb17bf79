import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useSearchParams } from '@remix-run/react';
import { AWAY } from '~/admin-route.server';
import { destinationOf, SIGN_IN_PATH } from '~/auth.server';
import { forgetChoice, readChoice } from '~/choose-password.server';
import { Banner } from '~/components/admin/banner';
import { NewPasswordFields } from '~/components/admin/new-password-fields';
import { textOf } from '~/form-text';
import { chooseFirstPassword } from '~/models/password.server';
import { isDatabaseAway } from '~/models/database-away.server';
import { noStore } from '~/no-store';
import { CREDENTIALS_BYTES, readForm } from '~/read-form.server';
import { requireSameOrigin } from '~/same-origin.server';
import { cookiesFor } from '~/sign-in.server';
import { useShop } from '~/shop';
import adminCss from '~/styles/admin.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: adminCss }];

export const meta: MetaFunction = () => [
  { title: 'Choose your password' },
  { name: 'robots', content: 'noindex, nofollow' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  if (!(await readChoice(request))) throw redirect(SIGN_IN_PATH, { headers: noStore });
  return data(null, { headers: noStore });
}

/** Whoever has just given a one-time password chooses their own, and is signed in. */
export async function action({ request }: ActionFunctionArgs) {
  requireSameOrigin(request);
  const choice = await readChoice(request);
  if (!choice) throw redirect(SIGN_IN_PATH, { headers: noStore });
  const form = await readForm(request, CREDENTIALS_BYTES);
  const password = textOf(form, 'password');
  if (password !== textOf(form, 'again')) {
    const message = 'The two passwords are not the same. Type both once more.';
    return data({ message }, { status: 400, headers: noStore });
  }
  try {
    const chosen = await chooseFirstPassword(choice, password);
    if (!chosen.ok) return data({ message: chosen.message }, { status: 400, headers: noStore });
    const headers = new Headers(noStore);
    const { userId: id } = choice;
    const cookies = await cookiesFor(request, { id, email: chosen.email });
    for (const cookie of [...cookies, await forgetChoice(request)]) {
      headers.append('Set-Cookie', cookie);
    }
    return redirect(destinationOf(request), { headers });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    const message = `${AWAY} Try again in a moment.`;
    return data({ message }, { status: 503, headers: noStore });
  }
}

export default function ChoosePassword() {
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { shop } = useShop();
  return (
    <main className="sign-in">
      <p className="admin-brand">{shop.name}</p>
      <Form method="post" action={`?${search.toString()}`} className="panel stack">
        <h1>Choose your password</h1>
        <p>The one you were given is for this time only.</p>
        {reply ? <Banner tone="bad" title={reply.message} /> : null}
        <NewPasswordFields />
        <button className="button button-primary">Keep this password</button>
      </Form>
    </main>
  );
}
