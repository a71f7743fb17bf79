/** Whether a form was sent by a button that only changes one of its lists, as Conform names those. */
export function isListButton(submitter: HTMLElement | null): boolean {
  return submitter?.getAttribute('name') === '__intent__';
}
