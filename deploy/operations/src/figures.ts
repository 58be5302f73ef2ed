/** One line of Prometheus' text format. */
interface Line {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What /metrics says. */
export interface Figures {
  /** The largest of all lines of this name; undefined where there is none. */
  most(name: string): number | undefined;
  /** A quantile of a histogram over all its labels, as Prometheus would say: the upper end of the bucket it falls into. */
  quantile(name: string, share: number): number | undefined;
  readonly names: ReadonlySet<string>;
}

/** @param text in Prometheus' text format */
export function figuresOf(text: string): Figures {
  const lines = text.split('\n').flatMap(lineOf);
  return {
    names: new Set(lines.map(({ name }) => name)),
    most(name) {
      const values = lines.filter((line) => line.name === name).map(({ value }) => value);
      return values.length === 0 ? undefined : Math.max(...values);
    },
    quantile(name, share) {
      const buckets = new Map<number, number>();
      for (const { labels, value } of lines.filter((line) => line.name === `${name}_bucket`)) {
        const upTo = Number((labels['le'] ?? '').replace('+Inf', 'Infinity'));
        buckets.set(upTo, (buckets.get(upTo) ?? 0) + value);
      }
      const total = buckets.get(Number.POSITIVE_INFINITY) ?? 0;
      if (total === 0) return undefined;
      const sorted = [...buckets].sort(([one], [other]) => one - other);
      return sorted.find(([, count]) => count >= total * share)?.[0];
    },
  };
}

function lineOf(text: string): Line[] {
  const [, name, labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(text) ?? [];
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', each = '']) => [key, each]);
  return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
}
