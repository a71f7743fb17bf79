import type { ShouldRevalidateFunction } from '@remix-run/react';
import { isUnanswered } from '~/admin-unanswered';
import { isOfObstacle } from '~/obstacle-status';

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

/** Of a page that goes on by itself: what was refused is so because of what it shows when it is read anew. */
export const shouldRevalidateRefused: ShouldRevalidateFunction = (args) =>
  !isOfObstacle(args.actionStatus ?? 200) && shouldRevalidate({ ...args, actionStatus: 200 });
