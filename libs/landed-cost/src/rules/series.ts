import type { Jurisdiction, Label, Parameters, Regime, RuleKind, RuleOf } from '../rule.ts';

interface Subject<Kind extends RuleKind> {
  /** The beginning of each version's id; its first day is the rest. */
  readonly id: string;
  readonly kind: Kind;
  readonly jurisdiction: Jurisdiction;
  readonly regimes?: readonly Regime[];
  readonly title: Label;
}

interface Version<Kind extends RuleKind> {
  readonly from: string;
  readonly to?: string;
  readonly announced?: string;
  readonly source: string;
  readonly checked: boolean;
  readonly note?: string;
  readonly parameters: Parameters[Kind];
}

/** One rule through time: each version ends the day before the next begins, unless it ended earlier. */
export function series<Kind extends RuleKind>(
  subject: Subject<Kind>,
  ...versions: readonly Version<Kind>[]
): RuleOf<Kind>[] {
  return versions.map(({ from, to, ...version }, index) => {
    const next = versions[index + 1]?.from;
    const validTo = to ?? (next === undefined ? undefined : dayBefore(next));
    const { id, kind, jurisdiction, title, regimes = [] } = subject;
    return {
      ...{ id: `${id}.${from}`, kind, jurisdiction, regimes, title, validFrom: from },
      ...(validTo === undefined ? {} : { validTo }),
      ...version,
    };
  });
}

export const label = (en: string, zh: string): Label => ({ en, zh });

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
