/** One number of a scrape. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

const line = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;

/**
 * Reads what Prometheus would: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 * @throws Error for a line that Prometheus would refuse, and for a number told twice.
 */
export function samplesOf(exposition: string): Sample[] {
  const seen = new Set<string>();
  return exposition.split('\n').flatMap((text) => {
    if (text === '' || text.startsWith('#')) return [];
    const groups = line.exec(text)?.groups;
    if (!groups) throw new Error(`No line of metrics: ${text}`);
    const { name = '', labels = '', value } = groups;
    if (seen.has(name + labels)) throw new Error(`Told twice: ${text}`);
    seen.add(name + labels);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)",?/g)].map(
      ([, label = '', of = '']) => [label, of],
    );
    return {
      name,
      labels: Object.fromEntries(pairs) as Record<string, string>,
      value: value === '+Inf' ? Infinity : Number(value),
    };
  });
}
