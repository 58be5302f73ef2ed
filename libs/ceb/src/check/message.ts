import type { CebFlaw } from '../flaw.ts';
import { givenGuid, guid } from '../table/field.ts';
import type { AnyContent, AnyDocument, Table, Values } from '../table/table.ts';
import { extensionFields, subscriptionFields, transferFields } from '../tables/envelope.ts';
import { fieldFlaws } from './fields.ts';
import { type Lengths, valueFlaw } from './value.ts';

export interface CheckOptions {
  /** Where schema and written specification disagree; the schema by default. */
  readonly lengths?: Lengths;
}

/** What is wrong with the content of a message, by its table; nothing where it may be sent. */
export function contentFlaws(table: Table, content: AnyContent, { lengths = 'schema' }: CheckOptions = {}): CebFlaw[] {
  const { documents } = content;
  const checking = { lengths, mode: '' };
  const message = valueFlaw('guid', table.direction === 'sent' ? guid : givenGuid, content.guid, lengths);
  const counted = countFlaw(table.business, documents.length, 1, table.mostDocuments);
  const each = documents.flatMap((document, index) =>
    documentFlaws(table, place(table.business, index, documents.length), document, lengths),
  );
  const subscriptions = content.subscriptions ?? [];
  return [
    ...(message === undefined ? [] : [message]),
    ...counted,
    ...each,
    ...(content.transfer === undefined
      ? []
      : fieldFlaws('BaseTransfer', transferFields, [], { dxpMode: 'DXP', ...content.transfer }, checking)),
    ...countFlaw('BaseSubscribe', subscriptions.length, 0, 5),
    ...subscriptions.flatMap((one, index) =>
      fieldFlaws(
        place('BaseSubscribe', index, subscriptions.length),
        subscriptionFields,
        [],
        { dxpMode: 'DXP', ...one },
        checking,
      ),
    ),
    ...(content.extension === undefined ? [] : extensionFlaws(content.extension, lengths)),
  ];
}

/** Order, or Order[2] where several stand. */
export const place = (element: string, index: number, of: number): string =>
  of > 1 ? `${element}[${index + 1}]` : element;

function documentFlaws(table: Table, at: string, { head, lines = [] }: AnyDocument, lengths: Lengths): CebFlaw[] {
  const checking = { lengths, mode: String(head['tradeMode'] ?? '') };
  const headAt = table.head === undefined ? at : `${at}.${table.head}`;
  const own = fieldFlaws(headAt, table.fields, table.pairs ?? [], head, checking);
  if (table.lines === undefined) return own;
  const { element, fields, least, most, numbered, pairs = [] } = table.lines;
  return [
    ...own,
    ...countFlaw(`${at}.${element}`, lines.length, least, most),
    ...lines.flatMap((line, index) =>
      fieldFlaws(`${at}.${place(element, index, lines.length)}`, fields, pairs, line, checking),
    ),
    ...(numbered ? numberingFlaws(`${at}.${element}`, lines) : []),
  ];
}

function numberingFlaws(at: string, lines: readonly Values[]): CebFlaw[] {
  const wrong = lines.findIndex((line, index) => line['gnum'] !== index + 1);
  const reason = `must be ${wrong + 1}: lines are numbered from 1 on`;
  return wrong < 0 ? [] : [{ field: `${at}[${wrong + 1}].gnum`, rule: 'NUMBERING', reason }];
}

function countFlaw(field: string, found: number, least: number, most: number | undefined): CebFlaw[] {
  if (found >= least && found <= (most ?? Number.POSITIVE_INFINITY)) return [];
  const reason = most === undefined ? `must stand at least ${least} times` : `must stand ${least} to ${most} times`;
  return [{ field, rule: 'COUNT', reason }];
}

function extensionFlaws(extension: { name: string; version: string }, lengths: Lengths): CebFlaw[] {
  const { name, version } = extension;
  return fieldFlaws('ExtendMessage', extensionFields, [], { name, version }, { lengths, mode: '' });
}
