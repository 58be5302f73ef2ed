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
  /** The business element, such as Order or Inventory. */
  readonly business: Node;
}

const cebNamespace = 'http://www.chinaport.gov.cn/ceb';
const guidShape = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/** Unwraps the exchange envelope (DxpMsg) and reads the message inside. @throws Unreadable naming what is wrong */
export function readExchange(body: string): Incoming {
  const envelope = child(parseXml(body), 'DxpMsg');
  const copMsgId = text(envelope, 'TransInfo', 'CopMsgId');
  if (envelope === undefined || copMsgId === '') throw new Unreadable('DxpMsg/TransInfo/CopMsgId', 'is missing');
  const data = Buffer.from(text(envelope, 'Data'), 'base64').toString('utf8');
  if (!data.includes(cebNamespace)) throw new Unreadable('DxpMsg/Data', `is not of namespace ${cebNamespace}`);
  const document = parseXml(data);
  const kind = (Object.keys(forms) as Kind[]).find((each) => child(document, `CEB${each}Message`) !== undefined);
  if (kind === undefined) {
    const known = Object.keys(forms).map((each) => `CEB${each}`);
    throw new Unreadable('DxpMsg/Data', `is no message of this window: ${known.join(', ')} are taken`);
  }
  const message = child(document, `CEB${kind}Message`);
  const { root } = formOf(kind);
  const business = child(message, root);
  const head = child(business, `${root}Head`) ?? business;
  const guid = text(head, 'guid');
  if (business === undefined || !guidShape.test(guid)) {
    throw new Unreadable(`CEB${kind}Message/${root}/guid`, 'is no GUID of 36 characters in capitals');
  }
  if (child(message, 'BaseTransfer') === undefined) {
    throw new Unreadable(`CEB${kind}Message/BaseTransfer`, 'is missing');
  }
  const appType = text(head, 'appType') || '1';
  return { copMsgId, senderId: text(envelope, 'TransInfo', 'SenderId'), kind, guid, appType, business };
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
