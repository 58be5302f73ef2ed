import type { CollectionSpec, Transaction } from '@portolan/store';
import { later } from '../chance.ts';
import type { Push } from '../pushes.ts';
import { tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import type { Kind } from './kinds.ts';
import type { Kept } from './messages.ts';
import { replyXml, type Verdict } from './replies.ts';

export const windowCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Every message taken, by CopMsgId: the exchange's key against repetition. */
  exchange: {},
  /** Documents by kind, owner and business key: what customs knows. */
  customs_documents: {},
  /** Which list a number of customs (invtNo) stands for. */
  list_numbers: {},
  /** What a buyer has used of the yearly limit, by hash of the identity number and year: fen, by list. */
  allowances: {},
};

export type Document = Kept & {
  readonly kind: Kind;
  /** Messages that brought it, repeated declarations among them. */
  readonly copMsgIds: readonly string[];
  /** 1, and one more for each change that was taken. */
  readonly version: number;
};

/** What customs does with a list, as far as it is decided. */
export type List = Document & {
  readonly state: 'returned' | 'taken' | 'cancelled';
  readonly preNo: string;
  readonly invtNo: string;
  /** RFC 3339 */
  readonly declaredAt: string;
  /** RFC 3339; empty where it was returned. A list that is closed has left, and cannot be cancelled. */
  readonly releaseAt: string;
  readonly closeAt: string;
  /** When customs takes its release back; absent: never. */
  readonly returnAt?: string | undefined;
  /** What will still be said of it: keys of pushes. */
  readonly pushes: readonly string[];
};

/** Customs has it, and did not send it back: also not after it had released it. */
export const standsAt = ({ state, returnAt }: Pick<List, 'state' | 'returnAt'>, now: string): boolean =>
  state === 'taken' && (returnAt === undefined || now < returnAt);

/** It may go again, changed: customs sent it back. */
export const cameBack = (list: Pick<List, 'state' | 'returnAt'>, now: string): boolean =>
  list.state === 'returned' || (list.state === 'taken' && !standsAt(list, now));

export const idOf = (kind: Kind, owner: string, key: string): string => `${kind}:${owner}:${key}`;

export async function findDocument(
  transaction: Transaction,
  kind: Kind,
  owner: string | undefined,
  key: string | undefined,
): Promise<Document | undefined> {
  return transaction.get<Document>('customs_documents', tenant, idOf(kind, owner ?? '', key ?? ''));
}

export async function findList(transaction: Transaction, invtNo: string): Promise<List | undefined> {
  const number = await transaction.get<{ list: string }>('list_numbers', tenant, invtNo);
  return number === undefined ? undefined : transaction.get<List>('customs_documents', tenant, number.list);
}

/** One thing that customs will say, and when. */
export interface Planned {
  readonly name: string;
  readonly afterMs: number;
  readonly verdict: Verdict;
}

/** A reply, as it will be pushed; the same message gets each of its replies once. */
export function replyTo(
  world: World,
  copMsgId: string,
  kind: Kind,
  kept: Kept,
  { name, afterMs, verdict }: Planned,
): Push {
  return {
    key: `customs:${copMsgId}:${name}`,
    due: later(world.runtime.clock.now(), afterMs),
    source: 'customs',
    path: 'customs',
    contentType: 'application/xml',
    body: replyXml(kind, kept, verdict),
  };
}

export type Delay = (what: string, low: number, high: number) => number;

/** Delays of a document's replies: of its own, and other ones for each version. */
export function delayOf({ chance }: World, kind: Kind, key: string, version = 1): Delay {
  const more = version === 1 ? [] : [String(version)];
  return (what, low, high) => chance.between(low, high, 'single-window', kind, key, what, ...more);
}
