import { type CebFlaw, type Message, messageIn, tables, type Unwrapped, unwrap, XmlFlaw } from '@portolan/ceb';
import { holdsAt, verifySignature } from '@portolan/ceb/signature';
import { Unreadable } from '../world.ts';
import { all, child, type Node, parseXml, text } from '../xml.ts';
import { formOf, forms, type Kind, lineFields, repliedFields } from './kinds.ts';

/** One CEB message as the single window takes it off the exchange. */
export interface Incoming {
  readonly copMsgId: string;
  readonly senderId: string;
  readonly kind: Kind;
  readonly guid: string;
  /** 1 new, 2 change. */
  readonly appType: string;
  /** yyyyMMddHHmmss, China. */
  readonly appTime: string;
  /** The business element, such as Order or Inventory. */
  readonly business: Node;
}

/** A message that the port throws back for its form or its signature: it is answered by CEB900. */
export interface Misshapen {
  readonly copMsgId: string;
  readonly senderId: string;
  /** CEB303Message, or Unknown. */
  readonly messageType: string;
  /** 1 to 999 format, 1000 to 1999 security. */
  readonly code: number;
  readonly flaws: readonly string[];
}

/** The exchange takes no more: as many bytes as it names for small messages. */
export const largestBody = 1_000_000;

/**
 * Takes a message out of the exchange's envelope and reads it strictly, by its table and by its signature.
 * @param now RFC 3339: whether a certificate holds
 * @throws Unreadable for what the exchange itself cannot take: no envelope, no XML
 */
export function readExchange(body: string, now: string): Incoming | Misshapen {
  const unwrapped = unwrappedFrom(body);
  const { copMsgId = '', senderId = '' } = unwrapped.envelope ?? {};
  if (copMsgId === '') throw new Unreadable('DxpMsg/TransInfo/CopMsgId', 'is missing');
  const reading = messageIn(unwrapped.message, { unsigned: true });
  const { name: messageType } = unwrapped.message;
  const back = (code: number, ...flaws: string[]): Misshapen => ({
    ...{ copMsgId, senderId, code, flaws, messageType: 'flaws' in reading && code === 3 ? 'Unknown' : messageType },
  });
  if ('flaws' in reading) return back(codeOf(reading.flaws), ...reading.flaws.map(told));
  const { number } = reading.message;
  if (!isKind(number)) return back(3, `CEB${number} is none that is sent to this window (MESSAGE)`);
  const security = securityFlaw(reading.message, now);
  if (security !== undefined) return back(security.code, security.reason);
  const { root } = formOf(number);
  const business = child(parseXml(Buffer.from(unwrapped.bytes).toString('utf8')), `CEB${number}Message`, root) ?? {};
  const head = child(business, `${root}Head`) ?? business;
  const appType = text(head, 'appType') || '1';
  const [guid, appTime] = [text(head, 'guid'), text(head, 'appTime')];
  return { copMsgId, senderId, kind: number, guid, appType, appTime, business };
}

const isKind = (number: string): number is Kind => Object.hasOwn(forms, number);
const told = ({ field, rule, reason }: CebFlaw): string => `${field} ${reason} (${rule})`;

function unwrappedFrom(body: string): Unwrapped {
  try {
    return unwrap(Buffer.from(body, 'utf8'));
  } catch (error) {
    if (error instanceof XmlFlaw) throw new Unreadable(error.field, error.message);
    throw error;
  }
}

/** Codes of the exchange for a message's form (1 to 999); which is which no public text says: they are the sandbox's own. */
const formatCodes = { XML: 1, NAMESPACE: 2, MESSAGE: 3 } as const;

function codeOf([first]: readonly CebFlaw[]): number {
  const known: Readonly<Record<string, number>> = formatCodes;
  return known[first?.rule ?? ''] ?? 10;
}

// Signed where the table asks for it, and right wherever there is one.
function securityFlaw(
  { number, signed, root }: Message,
  now: string,
): { readonly code: number; readonly reason: string } | undefined {
  if (!signed) {
    const needed = tables[number].signature === 'required';
    return needed ? { code: 1001, reason: 'Signature is missing (SIGNATURE)' } : undefined;
  }
  const verdict = verifySignature(root);
  if (!verdict.valid && verdict.flaw === 'DATA_CHANGED')
    return { code: 1004, reason: 'Signature is not over these data (SIGNATURE)' };
  if (!verdict.valid) return { code: 1001, reason: 'Signature does not fit its certificate (SIGNATURE)' };
  return holdsAt(verdict.certificate, now)
    ? undefined
    : { code: 1002, reason: 'the certificate does not hold (SIGNATURE)' };
}

/** What the window keeps of a document: enough to match the list against it, as customs does. */
export interface Kept {
  readonly [field: string]: unknown;
  readonly owner: string;
  readonly key: string;
  readonly guid: string;
  readonly orderNo: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Keyed hashes of what it says about people, '' where it says nothing. */
  readonly people: Readonly<Record<string, string>>;
  readonly lines: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads the fields that the window checks.
 * @param hash keyed, of a datum about a person
 * @throws Unreadable where a mandatory one is missing
 */
export function keep(incoming: Incoming, hash: (text: string) => string): Kept {
  const { business, kind } = incoming;
  const { root, key: keyFields, fields: names, people: personal = [] } = formOf(kind);
  const head = child(business, `${root}Head`) ?? business;
  const fields = Object.fromEntries(names.map((name) => [name, text(head, name)]));
  for (const name of keyFields) if (!fields[name]) throw new Unreadable(name, 'is missing');
  for (const { name, most, needed } of repliedFields(kind)) {
    if (needed && !fields[name]) throw new Unreadable(name, 'is missing');
    if ([...(fields[name] ?? '')].length > most) throw new Unreadable(name, `is longer than ${most} characters`);
  }
  const [owner = '', key = ''] = keyFields.map((name) => fields[name] ?? '');
  const people = Object.fromEntries(
    personal.map((name) => {
      const datum = text(head, name);
      return [name, datum === '' ? '' : hash(datum)];
    }),
  );
  const lines = all(business, `${root}List`).map((line) =>
    Object.fromEntries(lineFields.map((name) => [name, text(line, name)])),
  );
  return { owner, key, guid: incoming.guid, orderNo: fields['orderNo'] ?? '', fields, people, lines };
}
