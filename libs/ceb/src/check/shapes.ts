import type { Shape } from '../table/field.ts';

const guid = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/** True where a text has the shape. Moments must exist in the calendar. */
export function hasShape(text: string, shape: Shape): boolean {
  switch (shape) {
    case 'guid':
      return guid.test(text);
    case 'given-guid':
      return /^[0-9A-Za-z-]{36}$/.test(text);
    case 'status':
      return /^-?\d+$/.test(text);
    case 'day':
      return isMoment(text, /^\d{8}$/);
    case 'second':
      return isMoment(text, /^\d{14}$/);
    case 'moment':
      return isMoment(text, /^\d{17}$/);
  }
}

function isMoment(text: string, digits: RegExp): boolean {
  if (!digits.test(text)) return false;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?/.exec(text) ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const moment = new Date(written);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === written;
}
