/** One line of Prometheus' text format. */
interface Line {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** At most so much; more than that where it is the last one, which has no end. */
export interface Bucket {
  readonly upTo: number;
  readonly beyond: boolean;
}

/** What /metrics says. */
export interface Figures {
  /** The largest of all lines of this name; undefined where there is none. */
  most(name: string): number | undefined;
  /** A quantile of a histogram over all its labels: the bucket that it falls into. Undefined where nothing was counted. */
  quantile(name: string, share: number): Bucket | undefined;
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
      const found = sorted.findIndex(([, count]) => count >= total * share);
      const beyond = sorted[found]?.[0] === Number.POSITIVE_INFINITY;
      const upTo = sorted[beyond ? found - 1 : found]?.[0];
      return upTo === undefined ? undefined : { upTo, beyond };
    },
  };
}

function lineOf(text: string): Line[] {
  const [, name, labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(text) ?? [];
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', each = '']) => [key, each]);
  return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
}
