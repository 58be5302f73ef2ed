import type { CebFlaw, Rule } from '../flaw.ts';
import type { Field } from '../table/field.ts';
import { isWritable } from './characters.ts';
import { hasShape } from './shapes.ts';

/** Whose lengths count where the written specification and its schema disagree. */
export type Lengths = 'schema' | 'text';

/** What is wrong with the text of one field; undefined where nothing is. */
export function valueFlaw(at: string, field: Field, text: string, lengths: Lengths): CebFlaw | undefined {
  const flaw = (rule: Rule, reason: string): CebFlaw => ({ field: at, rule, reason });
  if (field.type === 'decimal') return decimalFlaw(flaw, field, text);
  if (field.type === 'integer') {
    if (!/^\d+$/.test(text)) return flaw('TYPE', 'is no whole number');
    return text.length > field.most ? flaw('TOO_LONG', `has more than ${field.most} digits`) : undefined;
  }
  return textFlaw(flaw, field, text, lengths);
}

type MakeFlaw = (rule: Rule, reason: string) => CebFlaw;

function decimalFlaw(flaw: MakeFlaw, { most, fraction = 0 }: Field, text: string): CebFlaw | undefined {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return flaw('TYPE', 'is no decimal number');
  const before = whole.replace(/^0+(?=\d)/, '').length;
  const fits = before <= most - fraction && decimals.length <= fraction;
  return fits
    ? undefined
    : flaw('TOO_LONG', `has more than ${most - fraction} digits before or ${fraction} after the point`);
}

function textFlaw(flaw: MakeFlaw, field: Field, text: string, lengths: Lengths): CebFlaw | undefined {
  const { least, most } = lengths === 'text' ? (field.written ?? field) : field;
  const length = [...text].length;
  if (length > most) return flaw('TOO_LONG', `is longer than ${most} characters`);
  // White space alone says nothing.
  if ([...text.trim()].length < least) return flaw('TOO_SHORT', `is shorter than ${least} characters`);
  if (!isWritable(text)) return flaw('CHARACTERS', 'has characters that cannot be written in GB 18030');
  if (field.shape !== undefined && !hasShape(text, field.shape)) {
    return flaw('TYPE', 'has not the shape that the specification asks for');
  }
  if (field.values !== undefined && !field.values.includes(text)) {
    return flaw('VALUE', `is none of ${field.values.join(', ')}`);
  }
  return undefined;
}
