import type { ShouldRevalidateFunction } from '@remix-run/react';
import { isUnanswered } from '~/admin-unanswered';

/**
 * Signing in beside a form changes nothing that a page shows, nor does a preview, nor what was refused or not answered: loading
 * anew would only take a half-filled form away. Single fetch's default is `true` whatever the action's status.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  actionResult,
  actionStatus = 200,
  defaultShouldRevalidate,
}) =>
  formAction !== '/admin/login' &&
  formAction !== '/admin/preview' &&
  actionStatus < 400 &&
  !isUnanswered(actionResult) &&
  defaultShouldRevalidate;
