import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Form,
  Link,
  useActionData,
  useSearchParams,
} from '@remix-run/react';
import { AWAY } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { destinationOf, getAdmin } from '~/auth.server';
import { rememberChoice } from '~/choose-password.server';
import { Banner } from '~/components/admin/banner';
import { CredentialFields } from '~/components/admin/credential-fields';
import { isDatabaseAway } from '~/models/database-away.server';
import { textOf } from '~/form-text';
import { noStore } from '~/no-store';
import { CREDENTIALS_BYTES, readForm } from '~/read-form.server';
import { requireSameOrigin } from '~/same-origin.server';
import { type SignedIn, signIn } from '~/sign-in.server';
import { useShop } from '~/shop';
import adminCss from '~/styles/admin.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: adminCss }];

export const meta: MetaFunction = () => [
  { title: 'Sign in' },
  { name: 'robots', content: 'noindex, nofollow' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  try {
    if (await getAdmin(request)) throw redirect(destinationOf(request), { headers: noStore });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
  }
  return data(null, { headers: noStore });
}

export async function action({ request }: ActionFunctionArgs) {
  requireSameOrigin(request);
  const form = await readForm(request, CREDENTIALS_BYTES);
  // PostgreSQL takes no NUL.
  const email = textOf(form, 'email').replaceAll('\0', '').slice(0, 255);
  const password = textOf(form, 'password').slice(0, 1024);
  try {
    const signed = await signIn(request, { email, password });
    const stay = textOf(form, 'stay') !== '';
    if (!signed.ok && (signed.reason !== 'choose' || stay)) {
      const headers = new Headers(noStore);
      if (signed.reason === 'throttled') headers.set('Retry-After', String(signed.wait));
      const { status, message } = refusalOf(signed);
      return data({ signedIn: false, email, message }, { status, headers });
    }
    const headers = new Headers(noStore);
    if (!signed.ok) {
      headers.append('Set-Cookie', await rememberChoice(request, signed));
      const { search } = new URL(request.url);
      return redirect(`/admin/login/choose${search}`, { headers });
    }
    for (const cookie of signed.cookies) headers.append('Set-Cookie', cookie);
    // In the midst of a form that is to be sent again.
    if (stay) return data({ signedIn: true, email, message: null }, { headers });
    return redirect(destinationOf(request), { headers });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    const message = `${AWAY} Try again in a moment.`;
    return data({ signedIn: false, email, message }, { status: 503, headers: noStore });
  }
}

/** In the midst of a form, whose page an error would take away. */
export async function clientAction(args: ClientActionFunctionArgs) {
  const email = textOf(await args.request.clone().formData(), 'email');
  return sendKeeping(args, ({ unanswered, said }) => ({
    unanswered,
    ...{ signedIn: false, email, message: said ?? noAnswer },
  }));
}

const noAnswer =
  'The shop did not answer: your connection broke, or it is just restarting. Try again in a moment.';

function refusalOf(refused: Exclude<SignedIn, { ok: true }>): { status: number; message: string } {
  switch (refused.reason) {
    case 'throttled':
      return {
        status: 429,
        message: `There were too many tries with a wrong password. Try again in ${minutes(refused.wait)}.`,
      };
    case 'choose':
      return {
        status: 409,
        message: 'This password is for one time. Sign in in another tab and choose your own there.',
      };
    case 'ended':
      return {
        status: 401,
        message: 'This one-time password is too old. Ask an owner of the shop for a new one.',
      };
    case 'wrong':
      return {
        status: 401,
        message: 'The e-mail address or the password is wrong. Look at both and try again.',
      };
  }
}

function minutes(seconds: number): string {
  const whole = Math.ceil(seconds / 60);
  return whole === 1 ? 'a minute' : `${whole} minutes`;
}

export default function SignIn() {
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { shop } = useShop();
  return (
    <main className="sign-in">
      <p className="admin-brand">{shop.name}</p>
      <Form method="post" action={`?${search.toString()}`} className="panel stack">
        <h1>Sign in to the shop’s admin</h1>
        {reply?.message ? <Banner tone="bad" title={reply.message} /> : null}
        <CredentialFields email={reply?.email} />
        <button className="button button-primary">Sign in</button>
      </Form>
      <p className="hint">
        Nobody can sign in yet? On the server, <code>npm run admin:create</code> makes the first
        owner.
      </p>
      <p>
        <Link to="/" reloadDocument>
          Back to the shop
        </Link>
      </p>
    </main>
  );
}
