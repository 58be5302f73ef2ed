import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Flaw, ZonedTime } from '@portolan/contracts/common/v1/types';
import type { ZoneReply } from '@portolan/contracts/warehouse/v1/types';
import { xmlText } from '@portolan/xml';
import { XMLParser } from 'fast-xml-parser';

/** What the zone's system said: its replies, or what is wrong with the message. */
export interface Reading {
  readonly replies: Complete<ZoneReply>[];
  readonly flaws: Complete<Flaw>[];
}

interface Form {
  readonly kind: string;
  /** The business element, 1 to 100 times. */
  readonly element: string;
  /** Name and shape of the number that the zone gives. */
  readonly number: string;
  readonly shape: RegExp;
  readonly time: string;
}

const passportNo = /^[0-9A-Za-z]{1,24}$/;
const forms: Readonly<Record<string, Form>> = {
  INV201Message: {
    kind: 'INV201',
    element: 'InvtReturn',
    number: 'bondInvtNo',
    shape: /^QD\d{4}\d{2}[IE]\d{9}$/,
    time: 'returnTime',
  },
  SAS221Message: {
    kind: 'SAS221',
    element: 'PassPortReturn',
    number: 'passportNo',
    shape: passportNo,
    time: 'returnTime',
  },
  SAS223Message: {
    kind: 'SAS223',
    element: 'PassPortPass',
    number: 'passportNo',
    shape: passportNo,
    time: 'passTime',
  },
};

/** The largest message we read, in bytes. */
export const largestMessage = 1_000_000;

const parser = new XMLParser({
  ignoreAttributes: true,
  // Left alone, 000123 would become 123.
  parseTagValue: false,
  // For &#…; which some senders write. Entities of a DOCTYPE never get this far.
  htmlEntities: true,
});

/** Reads a pushed message. Never throws for what came in; a flaw names the field and never its value. */
export function readZoneMessage(bytes: Uint8Array): Reading {
  const parsed = parse(bytes);
  if (typeof parsed === 'string') return flawed('body', parsed);
  const [name = ''] = Object.keys(parsed).filter((key) => !key.startsWith('?') && key !== '#text');
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form === undefined) return flawed('body', 'is none of INV201Message, SAS221Message, SAS223Message');
  const root = parsed[name];
  const found = isNode(root) ? list(root[form.element]) : [];
  if (found.length < 1 || found.length > 100) return flawed(form.element, 'must stand 1 to 100 times');
  const flaws: Complete<Flaw>[] = [];
  const replies = found.map((element) => readReply(form, isNode(element) ? element : {}, flaws));
  return flaws.length === 0 ? { replies, flaws } : { replies: [], flaws };
}

function readReply(form: Form, element: Node, flaws: Complete<Flaw>[]): Complete<ZoneReply> {
  const { kind } = form;
  const flaw = (name: string, reason: string) => flaws.push({ field: `${form.element}.${name}`, reason });
  const read = (name: string, needed: boolean, shape: RegExp): string => {
    const value = element[name] ?? '';
    if (typeof value === 'string' && shape.test(value)) return value;
    if (value !== '') flaw(name, 'is not as agreed');
    else if (needed) flaw(name, 'is missing');
    return '';
  };
  const messageNo = read('EtpsPreentNo', true, /^[0-9A-Za-z]{1,64}$/);
  const passed = kind === 'SAS223';
  const dealFlag = passed ? '0' : read('DealFlag', true, /^[0-9A-Za-z]{1,4}$/);
  const number = read(form.number, dealFlag === '0', form.shape);
  const time = chinaMoment(read(form.time, true, /^\d{17}$/));
  if (time === undefined) flaw(form.time, 'is no date and time');
  return {
    kind,
    messageNo,
    number,
    dealFlag,
    checkInfo: passed ? '' : read('CheckInfo', false, /^[\s\S]{1,1000}$/),
    time: time ?? noTime,
    weight: passed ? read('passCollectWt', true, /^\d{1,9}(\.\d{1,3})?$/) : '',
  };
}

const noTime: Complete<ZonedTime> = { instant: '', original: '', offset: '', zoneSource: 'ZONE_SOURCE_UNSPECIFIED' };

type Node = Readonly<Record<string, unknown>>;

/** The document's root, or what is wrong with the bytes. */
function parse(bytes: Uint8Array): Node | string {
  if (bytes.length > largestMessage) return `is larger than ${largestMessage} bytes`;
  const given = xmlText(bytes);
  if ('reason' in given) return given.reason;
  try {
    const parsed: unknown = parser.parse(given.text);
    return isNode(parsed) ? parsed : 'is no XML document';
  } catch {
    return 'cannot be read as XML';
  }
}

const flawed = (field: string, reason: string): Reading => ({ replies: [], flaws: [{ field, reason }] });

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
