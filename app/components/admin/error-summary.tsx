type Props = { formId: string; errors: Record<string, string[]> };

/** Everything that is wrong with a form, each a link to its field. */
export function ErrorSummary({ formId, errors }: Props) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div className="banner banner-bad" role="alert">
      <p className="banner-title">
        Not saved: {entries.length === 1 ? 'one field needs' : `${entries.length} fields need`} a
        look. Everything you typed is still here.
      </p>
      <ul>
        {entries.map(([name, messages]) => (
          <li key={name}>
            <a href={`#${formId}${name ? `-${name}` : ''}`}>
              {placeOf(name)}
              {messages.join(' ')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `variants[1].sku` is in 'Variant 2: '. */
function placeOf(name: string): string {
  const [, list, index] = /^(variants|images)\[(\d+)\]/.exec(name) ?? [];
  if (!list) return '';
  return `${list === 'variants' ? 'Variant' : 'Picture'} ${Number(index) + 1}: `;
}
