import { canonicalXml, childElements, readXml, textOf, type XmlElement, XmlFlaw } from '@portolan/xml';
import { contentFlaws, place } from './check/message.ts';
import type { Lengths } from './check/value.ts';
import type { CebFlaw, Rule } from './flaw.ts';
import { type MessageNumber, type Tables, tables } from './messages.ts';
import { fieldsOf } from './read-fields.ts';
import { signatureNamespace } from './signature/signer.ts';
import type { AnyContent, AnyDocument, Content, Subscription, Table, Transfer } from './table/table.ts';
import { extensionFields, subscriptionFields, transferFields } from './tables/envelope.ts';
import { cebNamespace } from './write.ts';

export interface ReadOptions {
  /** Takes a message without the signature that it needs: where signing happens elsewhere. */
  readonly unsigned?: boolean;
  readonly lengths?: Lengths;
  /** Bytes. */
  readonly largest?: number;
}

/** The largest message we read unless told otherwise, in bytes: the exchange's own limit for small messages. */
export const largestMessage = 1_000_000;

/** A message that was read, by its number. */
export type Message = {
  readonly [N in MessageNumber]: {
    readonly number: N;
    readonly content: Content<Tables[N]>;
    /** Its root element, for verifying the signature. */
    readonly root: XmlElement;
    readonly signed: boolean;
  };
}[MessageNumber];

export type Reading = { readonly message: Message } | { readonly flaws: readonly CebFlaw[] };

/** Reads a CEB message, strictly by its table. Never throws for what came in. */
export function readMessage(bytes: Uint8Array, options: ReadOptions = {}): Reading {
  const { largest = largestMessage } = options;
  if (bytes.length > largest)
    return { flaws: [{ field: 'body', rule: 'TOO_LARGE', reason: `is larger than ${largest} bytes` }] };
  try {
    return messageIn(readXml(bytes, 'body'), options);
  } catch (error) {
    if (!(error instanceof XmlFlaw)) throw error;
    return { flaws: [{ field: error.field, rule: 'XML', reason: error.message }] };
  }
}

/** Reads the message that an element is: what an envelope carried. */
export function messageIn(root: XmlElement, { unsigned = false, lengths = 'schema' }: ReadOptions = {}): Reading {
  const only = (rule: Rule, reason: string): Reading => ({ flaws: [{ field: root.name, rule, reason }] });
  if (root.namespace !== cebNamespace) return only('NAMESPACE', `is not of namespace ${cebNamespace}`);
  const number = /^CEB(\d{3})Message$/.exec(root.name)?.[1] ?? '';
  if (!isNumber(number)) return only('MESSAGE', 'is no message of edition 202205');
  const table: Table = tables[number];
  const flaws: CebFlaw[] = [];
  const parts = partsOf(table, root, flaws);
  const content = contentIn(table, root, parts, flaws);
  if (table.signature === 'required' && parts.signatures.length === 0 && !unsigned) {
    flaws.push({ field: 'Signature', rule: 'SIGNATURE', reason: 'is missing' });
  }
  const all = [...flaws, ...contentFlaws(table, content, { lengths }).filter((flaw) => !isNoted(flaws, flaw))];
  if (all.length > 0) return { flaws: all };
  return { message: { number, content, root, signed: parts.signatures.length > 0 } as Message };
}

const isNumber = (number: string): number is MessageNumber => Object.hasOwn(tables, number);
// What is wrong already, or follows from what is missing.
const isNoted = (flaws: readonly CebFlaw[], { field }: CebFlaw): boolean =>
  flaws.some((flaw) => flaw.field === field || (flaw.rule === 'MISSING' && field.startsWith(`${flaw.field}.`)));

interface Parts {
  readonly business: readonly XmlElement[];
  readonly transfers: readonly XmlElement[];
  readonly subscriptions: readonly XmlElement[];
  readonly extensions: readonly XmlElement[];
  readonly signatures: readonly XmlElement[];
}

/** The children of the root by what they are; notes those that are unknown, doubled or out of order. */
function partsOf(table: Table, root: XmlElement, flaws: CebFlaw[]): Parts {
  const sent = table.direction === 'sent';
  const tail = table.family === 'import' ? ['ExtendMessage', 'Signature'] : ['Signature', 'ExtendMessage'];
  const order = [table.business, ...(sent ? ['BaseTransfer', 'BaseSubscribe', ...tail] : [])];
  const children = childElements(root);
  const known = children.filter((child) => {
    const namespace = child.name === 'Signature' ? signatureNamespace : cebNamespace;
    const isKnown = order.includes(child.name) && child.namespace === namespace;
    if (!isKnown) flaws.push({ field: child.name, rule: 'UNKNOWN', reason: 'is no part of this message' });
    return isKnown;
  });
  const places = known.map((child) => order.indexOf(child.name));
  const early = places.findIndex((at, index) => at < (places[index - 1] ?? 0));
  if (early > 0) flaws.push({ field: known[early]?.name ?? '', rule: 'ORDER', reason: 'stands too late' });
  if (textOf(root).trim() !== '')
    flaws.push({ field: root.name, rule: 'UNKNOWN', reason: 'has text between its elements' });
  const named = (name: string) => known.filter((child) => child.name === name);
  const single = (name: string) => {
    const found = named(name);
    if (found.length > 1) flaws.push({ field: name, rule: 'DOUBLED', reason: 'stands more than once' });
    return found;
  };
  const transfers = single('BaseTransfer');
  if (sent && transfers.length === 0) flaws.push({ field: 'BaseTransfer', rule: 'MISSING', reason: 'is missing' });
  return {
    business: named(table.business),
    transfers,
    subscriptions: named('BaseSubscribe'),
    extensions: single('ExtendMessage'),
    signatures: single('Signature'),
  };
}

function contentIn(table: Table, root: XmlElement, parts: Parts, flaws: CebFlaw[]): AnyContent {
  const attribute = (name: string) => root.attributes.find((each) => each.name === name && each.prefix === '')?.value;
  if (attribute('version') !== '1.0') flaws.push({ field: 'version', rule: 'VALUE', reason: 'is not 1.0' });
  const documents = parts.business.map((element, index) =>
    documentIn(table, place(table.business, index, parts.business.length), element, flaws),
  );
  const guid = attribute('guid') ?? '';
  if (table.direction === 'received') return { guid, documents };
  const [transfer] = parts.transfers.map((each) => withoutMode(fieldsOf('BaseTransfer', transferFields, each, flaws)));
  const subscriptions = parts.subscriptions.map((each, index) =>
    withoutMode(fieldsOf(place('BaseSubscribe', index, parts.subscriptions.length), subscriptionFields, each, flaws)),
  );
  const [extension] = parts.extensions.map((each) => extensionIn(each, flaws));
  return {
    guid,
    documents,
    transfer: transfer as unknown as Transfer,
    ...(subscriptions.length === 0 ? {} : { subscriptions: subscriptions as unknown as Subscription[] }),
    ...(extension === undefined ? {} : { extension }),
  };
}

// The only mode is DXP: content does not repeat it.
function withoutMode(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => name !== 'dxpMode' || value !== 'DXP'));
}

function documentIn(table: Table, at: string, element: XmlElement, flaws: CebFlaw[]): AnyDocument {
  const { head, fields, lines } = table;
  if (head === undefined) return { head: fieldsOf(at, fields, element, flaws) };
  const children = childElements(element);
  const heads = children.filter((child) => child.name === head && child.namespace === cebNamespace);
  const rows = children.filter((child) => child.name === lines?.element && child.namespace === cebNamespace);
  for (const child of children) {
    if (heads.includes(child) || rows.includes(child)) continue;
    flaws.push({ field: `${at}.${child.name}`, rule: 'UNKNOWN', reason: 'is no part of this message' });
  }
  const [first] = heads;
  if (heads.length > 1) flaws.push({ field: `${at}.${head}`, rule: 'DOUBLED', reason: 'stands more than once' });
  if (first === undefined) flaws.push({ field: `${at}.${head}`, rule: 'MISSING', reason: 'is missing' });
  else if (children[0] !== first) flaws.push({ field: `${at}.${head}`, rule: 'ORDER', reason: 'must come first' });
  const values = first === undefined ? {} : fieldsOf(`${at}.${head}`, fields, first, flaws);
  if (lines === undefined) return { head: values };
  return {
    head: values,
    lines: rows.map((row, index) =>
      fieldsOf(`${at}.${place(lines.element, index, rows.length)}`, lines.fields, row, flaws),
    ),
  };
}

function extensionIn(element: XmlElement, flaws: CebFlaw[]) {
  const [carrier, ...more] = childElements(element).filter((child) => child.name === 'Message');
  const [inside, ...others] = carrier === undefined ? [] : childElements(carrier);
  if (carrier === undefined) flaws.push({ field: 'ExtendMessage.Message', rule: 'MISSING', reason: 'is missing' });
  if (more.length + others.length > 0) {
    flaws.push({ field: 'ExtendMessage.Message', rule: 'DOUBLED', reason: 'carries more than one element' });
  }
  const named = { ...element, content: element.content.filter((child) => child !== carrier) };
  const { name = '', version = '' } = fieldsOf('ExtendMessage', extensionFields, named, flaws);
  return {
    name: String(name),
    version: String(version),
    message: inside === undefined ? '' : canonicalXml(inside, { exclusive: true }),
  };
}
