import { stop } from './refused.ts';
import type { Jurisdiction, Parameters, Rule, RuleKind, RuleOf } from './rule.ts';
import { dayIn } from './zones.ts';

/** The rules of a day, to be looked up by their kind. */
export interface Book {
  readonly day: string;
  readonly jurisdiction: Jurisdiction;
  /** The first that fits; undefined where none does. */
  find<Kind extends RuleKind>(kind: Kind, fits?: Fits<Kind>): RuleOf<Kind> | undefined;
  all<Kind extends RuleKind>(kind: Kind, fits?: Fits<Kind>): readonly RuleOf<Kind>[];
  /** @throws Refused COST_RULE_MISSING where none fits. */
  one<Kind extends RuleKind>(kind: Kind, fits?: Fits<Kind>): RuleOf<Kind>;
  /** The rule whose code begins most like the given one; undefined where none does. */
  ofCode<Kind extends CodedKind>(kind: Kind, hsCode: string): RuleOf<Kind> | undefined;
  /** The same, refused as COST_CODE_UNKNOWN where the table has none. */
  tariff(hsCode: string): RuleOf<'tariff'>;
}

type Fits<Kind extends RuleKind> = (parameters: Parameters[Kind]) => boolean;
type CodedKind = 'tariff' | 'consumption-tax' | 'refund-rate';

/** True where the rule holds on a day (yyyy-mm-dd, in its jurisdiction). */
export function holdsOn({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, day: string): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}

/** The rules that hold at an instant, each on the calendar of its own jurisdiction. */
export function rulesAt(rules: readonly Rule[], instant: string): Rule[] {
  const days = new Map<Jurisdiction, string>();
  return rules.filter((rule) => {
    const day = days.get(rule.jurisdiction) ?? dayIn(rule.jurisdiction, instant);
    days.set(rule.jurisdiction, day);
    return holdsOn(rule, day);
  });
}

/** The rules of one jurisdiction on one of its days. A member state's book holds the union's rules too. */
export function asOf(rules: readonly Rule[], jurisdiction: Jurisdiction, day: string, above?: 'EU'): Book {
  const inForce = rules.filter(
    (rule) => (rule.jurisdiction === jurisdiction || rule.jurisdiction === above) && holdsOn(rule, day),
  );
  const all = <Kind extends RuleKind>(kind: Kind, fits: Fits<Kind> = () => true): readonly RuleOf<Kind>[] =>
    inForce
      .filter((rule): rule is Rule & RuleOf<Kind> => rule.kind === kind)
      .filter(({ parameters }) => fits(parameters));
  const ofCode = <Kind extends CodedKind>(kind: Kind, hsCode: string): RuleOf<Kind> | undefined => {
    let found: RuleOf<Kind> | undefined;
    for (const rule of all(kind)) {
      const { hs } = rule.parameters;
      if (hsCode.startsWith(hs) && hs.length > (found?.parameters.hs.length ?? -1)) found = rule;
    }
    return found;
  };
  return {
    day,
    jurisdiction,
    all,
    find: (kind, fits) => all(kind, fits)[0],
    one: (kind, fits) => all(kind, fits)[0] ?? stop('COST_RULE_MISSING', { rule: kind, jurisdiction, day }),
    ofCode,
    tariff: (hsCode) => ofCode('tariff', hsCode) ?? stop('COST_CODE_UNKNOWN', { hsCode, jurisdiction, day }),
  };
}
