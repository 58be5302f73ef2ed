import {
  type CebFlaw,
  type DocumentOf,
  keyOf,
  largestMessage,
  type Message,
  messageIn,
  type Tables,
  tables,
  unwrap,
} from '@portolan/ceb';
import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { MessageKind, Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { XmlFlaw } from '@portolan/xml';
import { readTaxNotices } from './tax-notices.ts';

/** What the single window said: its replies or tax notices, or what is wrong with the message. */
export type Reading =
  | { readonly replies: Complete<Reply>[]; readonly taxNotices: Complete<TaxNotice>[] }
  | { readonly flaws: Complete<Flaw>[] };

/** Replies that are read here, by number, and what they answer. */
const answered = {
  '304': 'MESSAGE_KIND_CEB303',
  '404': 'MESSAGE_KIND_CEB403',
  '506': 'MESSAGE_KIND_CEB505',
  '604': 'MESSAGE_KIND_CEB603',
  '606': 'MESSAGE_KIND_CEB605',
  '312': 'MESSAGE_KIND_CEB311',
  '412': 'MESSAGE_KIND_CEB411',
  '512': 'MESSAGE_KIND_CEB511',
  '622': 'MESSAGE_KIND_CEB621',
  '624': 'MESSAGE_KIND_CEB623',
} as const satisfies Partial<Readonly<Record<keyof Tables, MessageKind>>>;
type ReplyNumber = keyof typeof answered;
type ReplyMessage = Extract<Message, { readonly number: ReplyNumber }>;

/**
 * Reads a pushed message: a reply or a tax notice of customs, bare or in the exchange's envelope. Never throws for what
 * came in. A list's reply may leave the declarant out: then it is ours, `agentCode`.
 */
export function readReplies(bytes: Uint8Array, agentCode: string): Reading {
  if (bytes.length > largestMessage) return flawed('body', `is larger than ${largestMessage} bytes`);
  try {
    const reading = messageIn(unwrap(bytes).message);
    if ('flaws' in reading) return { flaws: reading.flaws.map(told) };
    const { message } = reading;
    if (isReply(message)) return { replies: repliesIn(message, agentCode), taxNotices: [] };
    if (message.number === '816' || message.number === '818') return readTaxNotices(message);
    return flawed(message.root.name, 'is no reply of customs that is read here');
  } catch (error) {
    if (!(error instanceof XmlFlaw)) throw error;
    return flawed(error.field, error.message);
  }
}

const flawed = (field: string, reason: string): Reading => ({ flaws: [{ field, reason }] });
const told = ({ field, rule, reason }: CebFlaw): Complete<Flaw> => ({ field, reason: `${reason} (${rule})` });
const isReply = (message: Message): message is ReplyMessage => Object.hasOwn(answered, message.number);

function repliesIn({ number, content }: ReplyMessage, agentCode: string): Complete<Reply>[] {
  return content.documents.map((document) => replyOf(number, document, agentCode));
}

function replyOf(number: ReplyNumber, document: DocumentOf<Tables[ReplyNumber]>, agentCode: string): Complete<Reply> {
  const { head } = document;
  const moment = chinaMoment(head.returnTime);
  if (moment === undefined) throw new Error('a time that was read is no moment');
  const [owner, key] = keyOf(tables[number], document as never).parts.map(([, value]) => value);
  return {
    answers: answered[number],
    guid: head.guid,
    ownerCode: owner || agentCode,
    key: key ?? '',
    preNo: 'preNo' in head ? head.preNo : '',
    invtNo: ('invtNo' in head && head.invtNo) || '',
    status: head.returnStatus,
    returnTime: moment,
    info: head.returnInfo,
  };
}
