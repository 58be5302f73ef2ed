import type { CebFlaw } from '../flaw.ts';
import type { Field, Fields } from '../table/field.ts';
import type { Pair, Values } from '../table/table.ts';
import { type Lengths, valueFlaw } from './value.ts';

export interface Checking {
  readonly lengths: Lengths;
  /** Code of the mode of trade of the document; '' where it has none. */
  readonly mode: string;
}

/** What is wrong with the fields of one element, by its table. */
export function fieldFlaws(
  at: string,
  fields: Fields,
  pairs: readonly Pair[],
  values: Values,
  checking: Checking,
): CebFlaw[] {
  const single = Object.entries(fields).flatMap(
    ([name, field]) => oneFlaw(`${at}.${field.tag ?? name}`, field, given(values[name]), checking) ?? [],
  );
  const unknown = Object.keys(values)
    .filter((name) => !Object.hasOwn(fields, name) && values[name] !== undefined)
    .map((name): CebFlaw => ({ field: `${at}.${name}`, rule: 'UNKNOWN', reason: 'is no field of this message' }));
  const halves = pairs
    .filter(([one, other]) => (given(values[one]) === undefined) !== (given(values[other]) === undefined))
    .map(
      ([one, other]): CebFlaw => ({
        field: `${at}.${one}`,
        rule: 'PAIR',
        reason: `stands only together with ${other}`,
      }),
    );
  return [...single, ...unknown, ...halves];
}

function oneFlaw(
  at: string,
  field: Field,
  value: string | undefined,
  { lengths, mode }: Checking,
): CebFlaw | undefined {
  const asked = field.modes?.[mode];
  if (value === undefined) {
    if (field.need === 'mandatory') return { field: at, rule: 'MISSING', reason: 'is missing' };
    return asked === 'mandatory'
      ? { field: at, rule: 'MODE_NEEDS', reason: `is missing, mode ${mode} needs it` }
      : undefined;
  }
  if (asked === 'empty') return { field: at, rule: 'MODE_FORBIDS', reason: `must be left out in mode ${mode}` };
  return valueFlaw(at, field, value, lengths);
}

/** An optional field that is empty says nothing. */
function given(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
