type Props = { /** The product's, or 'new'. */ id: string };

/** Sends the form as it is typed to a tab of its own, which shows the product as the shop would. */
export function PreviewButton({ id }: Props) {
  const action = `/admin/preview/${id}`;
  return (
    <button
      className="button"
      name="intent"
      value="preview"
      formAction={action}
      formTarget="_blank"
      formNoValidate
      onClick={(event) => {
        const { form } = event.currentTarget;
        if (!form) return;
        // A form of its own: this one's scripts would take the answer for the page's.
        event.preventDefault();
        sendCopy(form, action);
      }}
    >
      Preview
    </button>
  );
}

function sendCopy(form: HTMLFormElement, action: string): void {
  const copy = document.createElement('form');
  Object.assign(copy, { action, method: 'post', target: '_blank', hidden: true });
  copy.enctype = 'multipart/form-data';
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || name.startsWith('__')) continue;
    const field = document.createElement('textarea');
    Object.assign(field, { name, value });
    copy.append(field);
  }
  document.body.append(copy);
  copy.submit();
  copy.remove();
}
