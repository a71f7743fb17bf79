/** A form that what belongs to it does not stand in, as in a table's row, and whether it is on its way. */
export type FormElsewhere = { id: string; busy: boolean };

/** The form that something stands in, or else belongs to. */
export function formAround(place: Element | null, elsewhere?: string): HTMLFormElement | null {
  if (elsewhere === undefined) return place?.closest('form') ?? null;
  const form = document.getElementById(elsewhere);
  return form instanceof HTMLFormElement ? form : null;
}

/** Whether what was typed into belongs to a form, wherever it stands. */
export function isOf(form: HTMLFormElement, target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.form === form) return true;
  return target instanceof Node && form.contains(target);
}
