import { holdsOn, type RuleOf, rules } from '@portolan/landed-cost';
import { type Money, parseMoney } from '@portolan/money';

/** What a buyer of retail imports may order: of one order, and of one person and calendar year, dutiable value in CNY. */
export interface Limits {
  readonly single: Money;
  readonly yearly: Money;
}

const limits = rules.filter((rule): rule is RuleOf<'retail-limits'> => rule.kind === 'retail-limits');

/**
 * The limits of a day (yyyy-mm-dd, China).
 * @throws Error before 2016-04-08: there was no such import.
 */
export function limitsOn(day: string): Limits {
  const found = limits.find((rule) => holdsOn(rule, day));
  if (found === undefined) throw new Error(`no limits of retail imports were in force on ${day}`);
  const { single, yearly } = found.parameters;
  return { single: parseMoney(single, 'CNY'), yearly: parseMoney(yearly, 'CNY') };
}
