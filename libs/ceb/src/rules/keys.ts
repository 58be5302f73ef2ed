import type { AnyDocument, DocumentOf, Table } from '../table/table.ts';

/** What names a document: its message, whose number it is, and the number. */
export interface DocumentKey {
  readonly message: string;
  /** The fields of the key and what they say, the owner first; '' where the document leaves one out. */
  readonly parts: readonly (readonly [field: string, value: string])[];
}

/**
 * The key by which a document is known, and a reply finds it: order by number and platform, payment by transaction and
 * institution, waybill by number and carrier, lists by the declarant's own number. A reply bears the key of what it
 * answers.
 */
export function keyOf<T extends Table>(table: T, document: DocumentOf<T>): DocumentKey {
  const { head } = document as AnyDocument;
  return {
    message: table.answers ?? table.number,
    parts: table.key.map((field) => [field, String(head[field] ?? '')] as const),
  };
}

/** A version of a document: a new guid, and a time that is later than that of the version before. */
export interface Version {
  readonly guid: string;
  /** yyyyMMddHHmmss, China. */
  readonly appTime: string;
}

/** Why one version cannot follow another; undefined where it can. Customs itself refuses what is older. */
export function versionFlaw(before: Version, after: Version): 'SAME_GUID' | 'NOT_LATER' | undefined {
  if (before.guid === after.guid) return 'SAME_GUID';
  return after.appTime > before.appTime ? undefined : 'NOT_LATER';
}

/** preNo of the port: B, date, 9 digits. */
export const preNoShape = /^B\d{8}\d{9}$/;
/** invtNo of customs: office, year, I or E, 9 digits (exports up to 11). */
export const invtNoShape = /^\d{4}\d{4}(I\d{9}|E\d{9,11})$/;
/** rkdNo of an entry: office, date, 6 digits. */
export const rkdNoShape = /^\d{4}\d{8}\d{6}$/;
