import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Flaw, ZonedTime } from '@portolan/contracts/common/v1/types';
import { childrenOf, type Element, textOf, XmlFlaw } from './xml.ts';

/** Reads a field of an element; notes a flaw where it is missing, too long or of another shape. '' where absent. */
export type ReadField = (name: string, most: number, shape?: RegExp, optional?: boolean) => string;

/** A reader of the fields of one element, which flaws name as `label.field`. */
export function fieldReader(label: string, element: Element, flaws: Complete<Flaw>[]): ReadField {
  return (name, most, shape, optional = false) => {
    const field = `${label}.${name}`;
    const text = textOf(element, name);
    if (text === undefined || text === '') {
      if (!optional) flaws.push({ field, reason: 'is missing' });
    } else if (text.length > most) {
      flaws.push({ field, reason: `is longer than ${most} characters` });
    } else if (shape !== undefined && !shape.test(text)) {
      flaws.push({ field, reason: 'has not the shape that the specification asks for' });
    }
    return text ?? '';
  };
}

/** The business elements of a message: 1 to 100. @throws XmlFlaw */
export function businessElements(root: Element, name: string): readonly Element[] {
  const found = childrenOf(root, name);
  if (found.length < 1 || found.length > 100) throw new XmlFlaw(name, 'must stand 1 to 100 times');
  return found;
}

/** The returnTime of an element. */
export function momentIn(read: ReadField, label: string, flaws: Complete<Flaw>[]): Complete<ZonedTime> {
  const moment = chinaMoment(read('returnTime', 17, /^\d{17}$/));
  if (moment !== undefined) return moment;
  flaws.push({ field: `${label}.returnTime`, reason: 'is no date and time' });
  return { instant: '', original: '', offset: '', zoneSource: 'ZONE_SOURCE_UNSPECIFIED' };
}
