/** Under this name a browser sends that somebody is signed in. */
export const ADMIN_COOKIE = 'holdfast_admin';

/** Whether a path is the back office's; Remix takes no notice of case, and asks for data under `.data`. */
export function isAdminPath(path: string): boolean {
  return /^\/admin(\/|\.|$)/i.test(path);
}
