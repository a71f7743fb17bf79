import { notFound } from '~/page-data.server';

/** Every address that nothing else answers. */
export function loader() {
  throw notFound();
}

export default function NotFound() {
  return null;
}
