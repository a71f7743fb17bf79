/** Data for search engines. `<` is escaped, so that no text in it can end the script. */
export function JsonLd({ graph }: { graph: object }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...graph });
  return (
    <script
      type="application/ld+json"
      dangerouslySetInnerHTML={{ __html: json.replace(/</g, '\\u003c') }}
    />
  );
}
