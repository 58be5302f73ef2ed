import type { CollectionSpec } from '@portolan/store';
import type { Push } from '../pushes.ts';

export const bankCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Payments coming in, by the payer's reference; the payer's account as a keyed hash. */
  credits: { indexes: { byPayer: ['payerAccount'] } },
  /** Files taken, by MsgId: a bank takes a MsgId once. */
  files: {},
  /** Transfers carried out, one row for each (MsgId, EndToEndId). */
  payments: { indexes: { byEndToEndId: ['endToEndId'] } },
  /** Transfers rejected, likewise. */
  rejections: {},
};

export function bankPush(key: string, due: string, body: string): Push {
  return { key: `bank:${key}`, due, source: 'bank', path: 'bank', contentType: 'application/xml', body };
}
