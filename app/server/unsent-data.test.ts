import {
  createRequestHandler,
  data,
  type EntryContext,
  redirect,
  type ServerBuild,
} from '@remix-run/node';
import { expect, test } from 'vitest';
import { withUnsentData } from '~/server/unsent-data';

type Loader = NonNullable<ServerBuild['routes'][string]['module']['loader']>;

/** What a page with this loader has, what of it is written out for the browser, and its answer. */
async function pageWith(loader: Loader) {
  let has: unknown;
  let written = '';
  const route = { id: 'root', path: '/', module: { default: () => null, loader } };
  const build = {
    ...{ routes: { root: route }, assets: { routes: {} }, basename: '/', isSpaMode: false },
    future: { v3_singleFetch: true },
    entry: {
      module: {
        async default(_: Request, status: number, headers: Headers, context: EntryContext) {
          has = context.staticHandlerContext.loaderData.root;
          written = await new Response(context.serverHandoffStream).text();
          return new Response(null, { status, headers });
        },
      },
    },
  } as unknown as ServerBuild;
  const handler = createRequestHandler(withUnsentData(build), 'production');
  const response = await handler(new Request('http://shop.example/'));
  return { has, written, response };
}

test('what a page reads is not written out for the browser', async () => {
  const { has, written } = await pageWith(() => ({ title: 'Harbour mug', tags: ['blue'] }));
  const { title, tags } = has as { title: string; tags: string[] };
  expect({ title, tags }).toEqual({ title: 'Harbour mug', tags: ['blue'] });
  expect(written).not.toMatch(/Harbour|title|blue/);
  expect(written).toContain('loaderData');
});

test('status stays, and what isn’t data goes its way', async () => {
  const init = { status: 203 };
  const { has, response } = await pageWith(() => data({ title: 'Harbour mug' }, init));
  expect((has as { title: string }).title).toBe('Harbour mug');
  expect(response.status).toBe(203);
  const moved = await pageWith(() => redirect('/elsewhere'));
  expect(moved.response.headers.get('Location')).toBe('/elsewhere');
  expect((await pageWith(() => null)).has).toBeNull();
});
