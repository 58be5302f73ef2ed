import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { MessageKind, Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { businessElements, fieldReader, momentIn } from './ceb-fields-read.ts';
import { cebNamespace } from './ceb-write.ts';
import { unwrap } from './dxp.ts';
import { readTaxNotices } from './tax-read.ts';
import { type Element, XmlFlaw } from './xml.ts';

/** What the single window said: its replies or tax notices, or what is wrong with the message. */
export type Reading =
  | { readonly replies: Complete<Reply>[]; readonly taxNotices: Complete<TaxNotice>[] }
  | { readonly flaws: Complete<Flaw>[] };

interface ReplyForm {
  readonly answers: MessageKind;
  /** The business element, 1 to 100 times. */
  readonly element: string;
  /** The code that says whose number the key is, and the number. */
  readonly owner: string;
  readonly key: string;
  readonly keyLength: number;
}

const form = (answers: MessageKind, element: string, owner: string, key: string, keyLength: number): ReplyForm => ({
  answers,
  element,
  owner,
  key,
  keyLength,
});

// Replies of the export and the import family (edition 202205), by root element.
const forms: Readonly<Record<string, ReplyForm>> = {
  CEB304Message: form('MESSAGE_KIND_CEB303', 'OrderReturn', 'ebpCode', 'orderNo', 60),
  CEB404Message: form('MESSAGE_KIND_CEB403', 'ReceiptsReturn', 'ebcCode', 'orderNo', 60),
  CEB506Message: form('MESSAGE_KIND_CEB505', 'LogisticsReturn', 'logisticsCode', 'logisticsNo', 32),
  CEB604Message: form('MESSAGE_KIND_CEB603', 'InventoryReturn', 'agentCode', 'copNo', 30),
  CEB606Message: form('MESSAGE_KIND_CEB605', 'InvtCancelReturn', 'agentCode', 'copNo', 30),
  CEB312Message: form('MESSAGE_KIND_CEB311', 'OrderReturn', 'ebpCode', 'orderNo', 60),
  CEB412Message: form('MESSAGE_KIND_CEB411', 'PaymentReturn', 'payCode', 'payTransactionId', 60),
  CEB512Message: form('MESSAGE_KIND_CEB511', 'LogisticsReturn', 'logisticsCode', 'logisticsNo', 60),
  CEB622Message: form('MESSAGE_KIND_CEB621', 'InventoryReturn', 'agentCode', 'copNo', 20),
  CEB624Message: form('MESSAGE_KIND_CEB623', 'InvtCancelReturn', 'agentCode', 'copNo', 20),
};

/** Replies to these are about the declarant's own number, and may name the port's and customs'. */
const numbered: readonly MessageKind[] = [
  'MESSAGE_KIND_CEB603',
  'MESSAGE_KIND_CEB605',
  'MESSAGE_KIND_CEB621',
  'MESSAGE_KIND_CEB623',
];

/** The largest message we read, in bytes; the exchange's own limit for small messages. */
export const largestMessage = 1_000_000;

/**
 * Reads a pushed message: a reply or a tax notice of customs, bare or in the exchange's envelope. Never throws for what came in.
 * A list's reply may leave the declarant out: then it is ours, `agentCode`.
 */
export function readReplies(bytes: Uint8Array, agentCode: string): Reading {
  try {
    if (bytes.length > largestMessage) throw new XmlFlaw('body', `is larger than ${largestMessage} bytes`);
    const root = unwrap(bytes);
    if (root.namespace !== cebNamespace) throw new XmlFlaw(root.name, `is not of namespace ${cebNamespace}`);
    const flaws: Complete<Flaw>[] = [];
    const taxNotices = readTaxNotices(root, flaws);
    const replies = taxNotices === undefined ? repliesOf(root, agentCode, flaws) : [];
    return flaws.length === 0 ? { replies, taxNotices: taxNotices ?? [] } : { flaws };
  } catch (error) {
    if (!(error instanceof XmlFlaw)) throw error;
    return { flaws: [{ field: error.field, reason: error.message }] };
  }
}

function repliesOf(root: Element, agentCode: string, flaws: Complete<Flaw>[]): Complete<Reply>[] {
  const form = Object.hasOwn(forms, root.name) ? forms[root.name] : undefined;
  if (form === undefined) throw new XmlFlaw(root.name, 'is no reply of customs that is read here');
  return businessElements(root, form.element).map((element) => readReply(form, element, agentCode, flaws));
}

function readReply(form: ReplyForm, element: Element, agentCode: string, flaws: Complete<Flaw>[]): Complete<Reply> {
  const read = fieldReader(form.element, element, flaws);
  const list = numbered.includes(form.answers);
  const returnTime = momentIn(read, form.element, flaws);
  return {
    answers: form.answers,
    guid: read('guid', 36, /^[0-9A-Fa-f-]{36}$/),
    ownerCode: read(form.owner, 18, undefined, list) || (list ? agentCode : ''),
    key: read(form.key, form.keyLength),
    preNo: list ? read('preNo', 18, undefined, true) : '',
    invtNo: list ? read('invtNo', 20, undefined, true) : '',
    status: read('returnStatus', 10, /^-?\d+$/),
    returnTime,
    info: read('returnInfo', 1000, undefined, true),
  };
}
