import type { ShouldRevalidateFunction } from '@remix-run/react';

/** An upload changes nothing that a page shows, and must not take the page from under a half-filled form. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  defaultShouldRevalidate,
}) => formAction !== '/admin/images' && defaultShouldRevalidate;
