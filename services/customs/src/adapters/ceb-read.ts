import {
  type CebFlaw,
  type DocumentOf,
  keyOf,
  largestMessage,
  type Message,
  messageIn,
  type Tables,
  tables,
  type Unwrapped,
  unwrap,
} from '@portolan/ceb';
import { verifySignature } from '@portolan/ceb/signature';
import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { FormatError, MessageKind, Reply, SummaryResult, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { XmlFlaw } from '@portolan/xml';
import { summaryResults } from './ceb-summary.ts';
import { readTaxNotices } from './tax-notices.ts';

/** What the single window said: replies, tax notices and what it could not read; or what is wrong with the message. */
export type Reading =
  | {
      readonly replies: Complete<Reply>[];
      readonly taxNotices: Complete<TaxNotice>[];
      readonly formatErrors?: Complete<FormatError>[];
      readonly summaryResults?: Complete<SummaryResult>[];
    }
  | { readonly flaws: Complete<Flaw>[] };

export interface ReadingOptions {
  /** The declarant's own code: a list's reply may leave it out. */
  readonly agentCode: string;
  /** Certificates of the port (DER), one of which must have signed the envelope; none: signatures are not asked for. */
  readonly trusted?: readonly Uint8Array[];
}

/** Replies that are read here, by number, and what they answer. */
const answered = {
  '304': 'MESSAGE_KIND_CEB303',
  '404': 'MESSAGE_KIND_CEB403',
  '506': 'MESSAGE_KIND_CEB505',
  '508': 'MESSAGE_KIND_CEB507',
  '510': 'MESSAGE_KIND_CEB509',
  '604': 'MESSAGE_KIND_CEB603',
  '606': 'MESSAGE_KIND_CEB605',
  '702': 'MESSAGE_KIND_CEB701',
  '214': 'MESSAGE_KIND_CEB213',
  '312': 'MESSAGE_KIND_CEB311',
  '412': 'MESSAGE_KIND_CEB411',
  '512': 'MESSAGE_KIND_CEB511',
  '514': 'MESSAGE_KIND_CEB513',
  '622': 'MESSAGE_KIND_CEB621',
  '624': 'MESSAGE_KIND_CEB623',
  '626': 'MESSAGE_KIND_CEB625',
} as const satisfies Partial<Readonly<Record<keyof Tables, MessageKind>>>;
type ReplyNumber = keyof typeof answered;
type ReplyMessage = Extract<Message, { readonly number: ReplyNumber }>;
type ErrorMessage = Extract<Message, { readonly number: '900' }>;

/** Reads a pushed message of customs or the port, bare or in the exchange's envelope. Never throws for what came in. */
export function readReplies(bytes: Uint8Array, { agentCode, trusted = [] }: ReadingOptions): Reading {
  if (bytes.length > largestMessage) return flawed('body', `is larger than ${largestMessage} bytes (TOO_LARGE)`);
  try {
    const unwrapped = unwrap(bytes);
    const distrust = signatureFlaw(unwrapped, trusted);
    if (distrust !== undefined) return flawed('DxpMsg.Signature', `${distrust} (SIGNATURE)`);
    const reading = messageIn(unwrapped.message);
    if ('flaws' in reading) return { flaws: reading.flaws.map(told) };
    const { message } = reading;
    if (isReply(message)) return { replies: repliesIn(message, agentCode), taxNotices: [] };
    if (message.number === '816' || message.number === '818') return readTaxNotices(message);
    if (message.number === '792') {
      return { replies: [], taxNotices: [], summaryResults: summaryResults(message.content.documents) };
    }
    if (message.number === '900') return { replies: [], taxNotices: [], formatErrors: errorsIn(message) };
    return flawed(message.root.name, 'is no reply of customs that is read here (MESSAGE)');
  } catch (error) {
    if (!(error instanceof XmlFlaw)) throw error;
    return flawed(error.field, `${error.message} (XML)`);
  }
}

const flawed = (field: string, reason: string): Reading => ({ flaws: [{ field, reason }] });
const told = ({ field, rule, reason }: CebFlaw): Complete<Flaw> => ({ field, reason: `${reason} (${rule})` });
const isReply = (message: Message): message is ReplyMessage => Object.hasOwn(answered, message.number);

/** The port signs the envelope: its replies themselves have no place for a signature. */
function signatureFlaw({ terminal }: Unwrapped, trusted: readonly Uint8Array[]): string | undefined {
  if (trusted.length === 0) return undefined;
  const verdict =
    terminal === undefined ? ({ valid: false, flaw: 'NO_SIGNATURE' } as const) : verifySignature(terminal);
  if (!verdict.valid) return verdict.flaw === 'NO_SIGNATURE' ? 'is missing' : 'does not fit the message';
  return trusted.some((known) => Buffer.from(known).equals(verdict.certificate)) ? undefined : 'is of nobody we trust';
}

function repliesIn({ number, content }: ReplyMessage, agentCode: string): Complete<Reply>[] {
  return content.documents.map((document) => replyOf(number, document, agentCode));
}

function replyOf(number: ReplyNumber, document: DocumentOf<Tables[ReplyNumber]>, agentCode: string): Complete<Reply> {
  const { head } = document;
  const [owner, key] = keyOf(tables[number], document as never).parts.map(([, value]) => value);
  return {
    answers: answered[number],
    guid: head.guid,
    ownerCode: owner || agentCode,
    key: key ?? '',
    preNo: ('preNo' in head && head.preNo) || '',
    // Of a summary request the number is sumNo.
    invtNo: ('invtNo' in head && head.invtNo) || ('sumNo' in head && head.sumNo) || '',
    status: head.returnStatus,
    returnTime: momentOf(head.returnTime),
    info: head.returnInfo,
  };
}

function errorsIn({ content }: ErrorMessage): Complete<FormatError>[] {
  return content.documents.map(({ head }) => ({
    copMsgId: head.oriCopMsgId ?? '',
    messageType: head.oriMessageType ?? '',
    guid: head.guid,
    status: head.returnStatus,
    info: head.returnInfo,
    returnTime: momentOf(head.returnTime),
  }));
}

function momentOf(time: string): Complete<Reply>['returnTime'] {
  const moment = chinaMoment(time);
  if (moment === undefined) throw new Error('a time that was read is no moment');
  return moment;
}
