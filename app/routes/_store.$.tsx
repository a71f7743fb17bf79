import { notFound } from '~/page-data.server';

/** Every address that nothing else answers. */
export function loader() {
  throw notFound();
}

/** What is sent there finds no more than what is asked for. */
export const action = loader;

export default function NotFound() {
  return null;
}
