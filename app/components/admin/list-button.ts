/**
 * Whether a form was sent only to change one of its lists, or to look at what was typed, as Conform names what does
 * that: a button, or one that it makes for the moment where a list changes otherwise.
 */
export function isListButton(submitter: HTMLElement | null): boolean {
  return submitter?.getAttribute('name') === '__intent__';
}

/** Of those: whether a list changes. */
export function changesList(submitter: HTMLElement | null): boolean {
  return !submitter?.getAttribute('value')?.includes('"type":"validate"');
}
