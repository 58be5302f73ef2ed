import type { Complete } from '@portolan/contracts';
import type { Flaw, ZonedTime } from '@portolan/contracts/common/v1/types';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import { cebNamespace } from './ceb-write.ts';
import { unwrap } from './dxp.ts';
import { childrenOf, type Element, textOf, XmlFlaw } from './xml.ts';

/** What the single window said: its replies, or what is wrong with the message. */
export type Reading = { readonly replies: Complete<Reply>[] } | { readonly flaws: Complete<Flaw>[] };

interface ReplyForm {
  readonly answers: MessageKind;
  /** The business element, 1 to 100 times. */
  readonly element: string;
  /** The code that says whose number the key is, and the number. */
  readonly owner: string;
  readonly key: string;
  readonly keyLength: number;
}

// Replies of the export family (edition 202205), by root element.
const forms: Readonly<Record<string, ReplyForm>> = {
  CEB304Message: {
    answers: 'MESSAGE_KIND_CEB303',
    element: 'OrderReturn',
    owner: 'ebpCode',
    key: 'orderNo',
    keyLength: 60,
  },
  CEB404Message: {
    answers: 'MESSAGE_KIND_CEB403',
    element: 'ReceiptsReturn',
    owner: 'ebcCode',
    key: 'orderNo',
    keyLength: 60,
  },
  CEB506Message: {
    answers: 'MESSAGE_KIND_CEB505',
    element: 'LogisticsReturn',
    owner: 'logisticsCode',
    key: 'logisticsNo',
    keyLength: 32,
  },
  CEB604Message: {
    answers: 'MESSAGE_KIND_CEB603',
    element: 'InventoryReturn',
    owner: 'agentCode',
    key: 'copNo',
    keyLength: 30,
  },
};

/** The largest message we read, in bytes; the exchange's own limit for small messages. */
export const largestMessage = 1_000_000;

/**
 * Reads a pushed message: a reply of customs, bare or in the exchange's envelope. Never throws for what came in.
 * A list's reply may leave the declarant out: then it is ours, `agentCode`.
 */
export function readReplies(bytes: Uint8Array, agentCode: string): Reading {
  try {
    if (bytes.length > largestMessage) throw new XmlFlaw('body', `is larger than ${largestMessage} bytes`);
    const root = unwrap(bytes);
    const form = Object.hasOwn(forms, root.name) ? forms[root.name] : undefined;
    if (root.namespace !== cebNamespace) throw new XmlFlaw(root.name, `is not of namespace ${cebNamespace}`);
    if (form === undefined) throw new XmlFlaw(root.name, 'is no reply of the export family (CEB304, 404, 506, 604)');
    const found = childrenOf(root, form.element);
    if (found.length < 1 || found.length > 100) throw new XmlFlaw(form.element, 'must stand 1 to 100 times');
    const flaws: Complete<Flaw>[] = [];
    const replies = found.map((element) => readReply(form, element, agentCode, flaws));
    return flaws.length === 0 ? { replies } : { flaws };
  } catch (error) {
    if (!(error instanceof XmlFlaw)) throw error;
    return { flaws: [{ field: error.field, reason: error.message }] };
  }
}

function readReply(form: ReplyForm, element: Element, agentCode: string, flaws: Complete<Flaw>[]): Complete<Reply> {
  const read = (name: string, most: number, shape?: RegExp, optional = false): string => {
    const field = `${form.element}.${name}`;
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
  const list = form.answers === 'MESSAGE_KIND_CEB603';
  const returnTime = chinaMoment(read('returnTime', 17, /^\d{17}$/));
  if (returnTime === undefined) flaws.push({ field: `${form.element}.returnTime`, reason: 'is no date and time' });
  return {
    answers: form.answers,
    guid: read('guid', 36, /^[0-9A-Fa-f-]{36}$/),
    ownerCode: read(form.owner, 18, undefined, list) || (list ? agentCode : ''),
    key: read(form.key, form.keyLength),
    preNo: list ? read('preNo', 18, undefined, true) : '',
    invtNo: list ? read('invtNo', 20, undefined, true) : '',
    status: read('returnStatus', 10, /^-?\d+$/),
    returnTime: returnTime ?? { instant: '', original: '', offset: '', zoneSource: 'ZONE_SOURCE_UNSPECIFIED' },
    info: read('returnInfo', 1000, undefined, true),
  };
}

/** yyyyMMddHHmmssSSS without an offset: customs writes China time (UTC+8). Undefined where it is no moment. */
export function chinaMoment(text: string): Complete<ZonedTime> | undefined {
  const [, year, month, day, hour, minute, second, milli] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}`;
  const asUtc = new Date(`${local}Z`);
  // Date rolls 31 June over to 1 July; what does not come back as it was is no date.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${local}Z`) return undefined;
  const instant = new Date(`${local}+08:00`).toISOString();
  return { instant, original: text, offset: '+08:00', zoneSource: 'ZONE_SOURCE_INFERRED' };
}
