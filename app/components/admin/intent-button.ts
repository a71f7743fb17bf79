/** A button that changes one of the form's lists, as Conform names it: pressed before scripts run, the server does it. */
export function intentButton(type: 'insert' | 'remove' | 'reorder', payload: object) {
  return { name: '__intent__', value: JSON.stringify({ type, payload }), formNoValidate: true };
}
