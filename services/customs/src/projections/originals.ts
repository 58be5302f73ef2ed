import { messageName, type Table, tables } from '@portolan/ceb';
import { type Complete, type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { DeclarationMessage } from '@portolan/contracts/customs/v1/customs';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Projection } from '@portolan/engine';
import type { DocumentStore } from '@portolan/store';
import { messageKeyId } from '../message-key/message-key.ts';

type Row = Complete<DeclarationMessage> & { readonly [field: string]: unknown };
/** A message that was sent; `keys` lead to what came in about it. */
type Sent = Row & { readonly aboutId: string; readonly keys: readonly string[] };
/** One of the things that a received message says. */
type Received = Row & { readonly key: string; readonly of: number };

const sentOut = 'sent_messages';
const cameIn = 'received_messages';

/** More of either nobody reads at once. */
const most = 500;

/**
 * The messages around a declaration: what was sent for it, by merchant; what came in, by the key under which it answers.
 * The bytes themselves stay in the streams.
 */
export const originals: Projection<Only<CustomsEvent, 'MessageSigned' | 'CustomsMessageReceived'>> = {
  name: 'customs.originals.v1',
  reads: ['customs'],
  collections: {
    [sentOut]: { indexes: { byAbout: ['aboutId', 'at'] } },
    [cameIn]: { indexes: { byKey: ['key', 'at'] } },
  },
  on: {
    async MessageSigned({ data, meta }, view) {
      const { copMsgId, tenant, aboutId, kind, guid, ownerCode, key, certificate, sha256, size } = data;
      const message = nameOf(kind);
      const row: Sent = {
        ...{ id: copMsgId, direction: 'SENT', message, guid, at: meta.time, sha256, size, status: '', info: '' },
        ...{ certificate, aboutId, keys: [messageKeyId(kind, ownerCode, key), errorKey(copMsgId)] },
      };
      await view.put(sentOut, tenant, copMsgId, row);
    },
    async CustomsMessageReceived({ data, meta }, view) {
      const { messageId, replies, taxNotices, formatErrors, summaryResults } = data;
      const said = [
        ...replies.map(({ answers, ownerCode, key, guid, status, info }) => ({
          ...{ key: messageKeyId(answers, ownerCode, key), message: replyName(answers), guid, status, info },
        })),
        ...taxNotices.map(({ invtNo, status, duty }) => ({
          ...{ key: noticeKey(invtNo), message: `CEB${duty === undefined ? '818' : '816'}Message`, guid: '', status },
          info: '',
        })),
        ...formatErrors.map(({ copMsgId, guid, status, info }) => ({
          ...{ key: errorKey(copMsgId), message: 'CEB900Message', guid, status, info },
        })),
      ];
      const of = said.length + summaryResults.length;
      for (const [index, one] of said.entries()) {
        const row: Received = {
          ...{ id: messageId, direction: 'RECEIVED', at: meta.time, sha256: '', size: 0, certificate: '', of, ...one },
        };
        await view.put(cameIn, outside, `${messageId} ${index}`, row);
      }
    },
  },
};

const nameOf = (kind: MessageKind): string => messageName({ number: kind.replace('MESSAGE_KIND_CEB', '') });
const errorKey = (copMsgId: string): string => `error ${copMsgId}`;
const noticeKey = (invtNo: string): string => `notice ${invtNo}`;

function replyName(answers: MessageKind): string {
  const number = answers.replace('MESSAGE_KIND_CEB', '');
  const reply = (Object.values(tables) as readonly Table[]).find((table) => table.answers === number);
  return reply === undefined ? '' : messageName(reply);
}

/** A message as it is told of, and whether it speaks of nothing but this declaration. */
export interface Told {
  readonly message: Complete<DeclarationMessage>;
  readonly alone: boolean;
}

/**
 * All that was sent for a declaration and came in about it, the earliest first.
 * @param invtNo customs' number of its list; '' before it has one
 */
export async function messagesOf(
  documents: DocumentStore,
  tenant: string,
  aboutId: string,
  invtNo: string,
): Promise<readonly Told[]> {
  const sent = await documents.find<Sent>({
    ...{ collection: sentOut, tenant, index: 'byAbout', equals: [aboutId], limit: most },
  });
  const keys = sent.flatMap(({ document }) => document.keys);
  const received: Received[] = [];
  for (const key of new Set(invtNo === '' || keys.length === 0 ? keys : [...keys, noticeKey(invtNo)])) {
    const found = await documents.find<Received>({
      ...{ collection: cameIn, tenant: outside, index: 'byKey', equals: [key], limit: most },
    });
    received.push(...found.map(({ document }) => document));
  }
  const ours = Map.groupBy(received, ({ id }) => id);
  return [
    ...sent.map(({ document }) => ({ message: shown(document), alone: true })),
    ...[...ours.values()].flatMap((rows) =>
      rows.map((row) => ({ message: shown(row), alone: rows.length === row.of })),
    ),
  ].toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

// Of one instant: what was sent before what came in, and by number.
const placeOf = ({ message: { at, direction, message, id } }: Told): string =>
  [at, direction === 'SENT' ? 0 : 1, message, id].join(' ');

function shown(row: Row): Complete<DeclarationMessage> {
  const { id, direction, message, guid, at, sha256, size, status, info, certificate } = row;
  return { id, direction, message, guid, at, sha256, size, status, info, certificate };
}
