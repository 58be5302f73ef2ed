import { type Field as Element, writeXml } from '@portolan/xml';
import { type CheckOptions, contentFlaws } from './check/message.ts';
import { CebFlaws } from './flaw.ts';
import type { Fields } from './table/field.ts';
import type {
  AnyContent,
  AnyDocument,
  Content,
  DocumentOf,
  Extension,
  Table,
  Transfer,
  Values,
} from './table/table.ts';
import { messageName } from './table/table.ts';
import { extensionFields, subscriptionFields, transferFields } from './tables/envelope.ts';

export const cebNamespace = 'http://www.chinaport.gov.cn/ceb';

/**
 * The message as XML in UTF-8, byte for byte the same from the same content; not yet signed. Messages of companies bear
 * the prefix `ceb`, those of port and customs none, as in the official samples.
 * @throws CebFlaws where the content does not fit the table
 */
export function buildMessage<T extends Table>(table: T, content: Content<T>, options: CheckOptions = {}): string {
  const flaws = contentFlaws(table, content as AnyContent, options);
  if (flaws.length > 0) throw new CebFlaws(flaws);
  return written(table, content as AnyContent);
}

function written(table: Table, { guid, documents, transfer, subscriptions = [], extension }: AnyContent): string {
  const prefix = table.direction === 'sent' ? 'ceb' : undefined;
  const namespace = { [prefix === undefined ? 'xmlns' : `xmlns:${prefix}`]: cebNamespace };
  const text = writeXml({ name: messageName(table), prefix, attributes: { ...namespace, guid, version: '1.0' } }, [
    ...documents.map((document): Element => [table.business, businessOf(table, document)]),
    ...(transfer === undefined ? [] : [baseTransfer(transfer)]),
    ...subscriptions.map((one): Element => ['BaseSubscribe', elements(subscriptionFields, { dxpMode: 'DXP', ...one })]),
    ...(extension === undefined ? [] : [['ExtendMessage', elements(extensionFields, { ...extension })] as const]),
  ]);
  return extension === undefined ? text : extended(text, extension);
}

/** Bytes of a document in its message. */
export function documentBytes<T extends Table>(table: T, document: DocumentOf<T>): number {
  return bytesOf([table.business, businessOf(table, document as AnyDocument)]);
}

/** Bytes of a line in its document. */
export function lineBytes({ lines }: Table, line: Values): number {
  return bytesOf([lines?.element ?? '', elements(lines?.fields ?? {}, line)]);
}

const sized = (inside: readonly Element[]): number =>
  Buffer.byteLength(writeXml({ name: 'm', prefix: 'ceb', attributes: {} }, inside));
const bytesOf = (element: Element): number => sized([element]) - sized([]);

function businessOf({ fields, head, lines }: Table, document: AnyDocument): readonly Element[] {
  const own = elements(fields, document.head);
  return [
    ...(head === undefined ? own : [[head, own] as const]),
    ...(lines === undefined ? [] : (document.lines ?? [])).map(
      (line): Element => [lines?.element ?? '', elements(lines?.fields ?? {}, line)],
    ),
  ];
}

function elements(fields: Fields, values: Values): readonly Element[] {
  return Object.entries(fields).map(([name, field]): Element => [field.tag ?? name, values[name]]);
}

const baseTransfer = (transfer: Transfer): Element => [
  'BaseTransfer',
  elements(transferFields, { dxpMode: 'DXP', ...transfer }),
];

// What an extension carries is XML already: it is put in as it is.
function extended(text: string, { message }: Extension): string {
  const end = text.lastIndexOf('</ceb:ExtendMessage>');
  return `${text.slice(0, end)}<ceb:Message>${message}</ceb:Message>${text.slice(end)}`;
}
