import type { Params } from '@remix-run/react';
import { z } from 'zod';

const idSchema = z.guid();

/** The id in a route's address. @throws Response 404 where it can be none. */
export function idOf(params: Params): string {
  const id = idSchema.safeParse(params.id);
  if (id.success) return id.data.toLowerCase();
  throw new Response('There is nothing at this address.', { status: 404 });
}
