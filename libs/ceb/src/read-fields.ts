import { childElements, textOf, type XmlElement } from '@portolan/xml';
import type { CebFlaw } from './flaw.ts';
import type { Field, Fields } from './table/field.ts';

type Read = Readonly<Record<string, string | number>>;

/**
 * The fields of one element under their own names. Notes those that are unknown, doubled or out of order; whether each
 * fits is checked afterwards.
 */
export function fieldsOf(at: string, fields: Fields, element: XmlElement, flaws: CebFlaw[]): Read {
  const names = Object.entries(fields).map(([name, { tag = name }]) => ({ name, tag }));
  const read: Record<string, string | number> = {};
  let furthest = -1;
  for (const child of childElements(element)) {
    const note = (rule: CebFlaw['rule'], reason: string) => flaws.push({ field: `${at}.${child.name}`, rule, reason });
    const index = child.namespace === element.namespace ? names.findIndex(({ tag }) => tag === child.name) : -1;
    const name = names[index]?.name;
    if (name === undefined) {
      note('UNKNOWN', 'is no field of this message');
      continue;
    }
    if (Object.hasOwn(read, name)) note('DOUBLED', 'stands more than once');
    else if (index < furthest) note('ORDER', 'stands too late');
    if (childElements(child).length > 0) note('TYPE', 'has elements inside');
    furthest = Math.max(furthest, index);
    const value = valueIn(fields[name], textOf(child));
    if (value !== undefined && !Object.hasOwn(read, name)) read[name] = value;
  }
  if (textOf(element).trim() !== '') flaws.push({ field: at, rule: 'UNKNOWN', reason: 'has text between its fields' });
  return read;
}

// An empty text says as little as a missing one, where the table does not ask for the element itself. What is no number
// stays the text it is: the check names it.
function valueIn(field: Field | undefined, text: string): string | number | undefined {
  const mayBeLeftOut = field?.need === 'optional' || (field?.least ?? 0) > 0;
  if (text === '' && field?.type === 'text' && mayBeLeftOut) return undefined;
  return field?.type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
