import type { ContentOf, Fields } from './field.ts';

/** Where lines stand 0 or 1 to so many times below a head. */
export interface Lines<F extends Fields = Fields> {
  readonly element: string;
  readonly fields: F;
  readonly least: 0 | 1;
  /** Undefined: as many as there are. */
  readonly most?: number;
  /** Lines bear gnum 1, 2, 3 … */
  readonly numbered: boolean;
  readonly pairs?: readonly Pair[];
}

/** Both fields stand, or neither. */
export type Pair = readonly [one: string, other: string];

export type Family = 'import' | 'export';

/** What one CEB message consists of: the source of its type, of writing, reading and documentation. */
export interface Table<Head extends Fields = Fields, Line extends Fields = Fields> {
  /** 311 of CEB311Message. */
  readonly number: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly family: Family;
  /** Who sends it. */
  readonly sender: string;
  /** The element that stands for one document. */
  readonly business: string;
  /** The element of the head inside; without it the fields stand in the business element itself. */
  readonly head?: string;
  readonly fields: Head;
  readonly pairs?: readonly Pair[];
  readonly lines?: Lines<Line>;
  /** How many documents one message may carry; undefined: as many as there are. */
  readonly mostDocuments?: number;
  /** What customs or the port sends bears no BaseTransfer, no subscription and no signature. */
  readonly direction: 'sent' | 'received';
  readonly signature: 'required' | 'optional' | 'none';
  /** Number of the message that this one answers. */
  readonly answers?: string;
  /** Fields that together name a document, the owner of the number first. */
  readonly key: readonly string[];
}

/** One document of a message: its head, and its lines where the table has any. */
export type DocumentOf<T extends Table> = T extends { readonly lines: Lines<infer Line> }
  ? { readonly head: ContentOf<T['fields']>; readonly lines: readonly ContentOf<Line>[] }
  : { readonly head: ContentOf<T['fields']> };

/** Who transmits (BaseTransfer). */
export interface Transfer {
  readonly copCode: string;
  readonly copName: string;
  /** User number on the exchange platform. */
  readonly dxpId: string;
  readonly note?: string | undefined;
}

/** Who else receives data or replies (BaseSubscribe). */
export interface Subscription {
  readonly status: 'ALL' | 'DATA' | 'RET';
  readonly dxpAddress: string;
  readonly note?: string | undefined;
}

/** A private extension (ExtendMessage). `message` is one XML element, or empty. */
export interface Extension {
  readonly name: string;
  readonly version: string;
  readonly message: string;
}

interface Received<T extends Table> {
  /** Of the message; each document has its own. */
  readonly guid: string;
  readonly documents: readonly DocumentOf<T>[];
}

interface Sent<T extends Table> extends Received<T> {
  readonly transfer: Transfer;
  readonly subscriptions?: readonly Subscription[] | undefined;
  readonly extension?: Extension | undefined;
}

/** What a message says. */
export type Content<T extends Table> = T['direction'] extends 'received' ? Received<T> : Sent<T>;

/** The name of its root element. */
export const messageName = ({ number }: Pick<Table, 'number'>): string => `CEB${number}Message`;

/** Keeps a table's own type, so that its content is inferred from it. */
export const table = <const T extends Table>(rows: T): T => rows;

/** What a generic reader or writer sees of a document. */
export type Values = Readonly<Record<string, string | number | undefined>>;
export interface AnyDocument {
  readonly head: Values;
  readonly lines?: readonly Values[] | undefined;
}
export interface AnyContent {
  readonly guid: string;
  readonly documents: readonly AnyDocument[];
  readonly transfer?: Transfer | undefined;
  readonly subscriptions?: readonly Subscription[] | undefined;
  readonly extension?: Extension | undefined;
}
