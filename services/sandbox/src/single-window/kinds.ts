import { type Table, tables } from '@portolan/ceb';

type ReplyNumber = '304' | '404' | '506' | '604' | '606' | '702' | '312' | '412' | '512' | '622' | '624' | '626';

/** What the window knows of a kind of message: its names, and which of its fields the window reads. */
export interface Form {
  /** The business element. */
  readonly root: string;
  /** Number of the reply: CEB604Message answers 603. */
  readonly reply: ReplyNumber;
  /** Whose number, and the number: a number alone is unique within its company only. */
  readonly key: readonly [owner: string, key: string];
  readonly fields: readonly string[];
  /** Data about people: the window keeps a keyed hash of each. */
  readonly people?: readonly string[];
}

const buyer = ['buyerIdNumber', 'buyerName', 'buyerTelephone'];
const consignee = ['consignee', 'consigneeTelephone', 'consigneeAddress'];

/** Messages of edition 202205 that the window takes: exports and imports of lists, summaries, returns. */
export const forms = {
  '303': {
    root: 'Order',
    reply: '304',
    key: ['ebpCode', 'orderNo'],
    fields: ['orderType', 'orderNo', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'currency'],
  },
  '403': {
    root: 'Receipts',
    reply: '404',
    key: ['ebcCode', 'orderNo'],
    fields: ['orderNo', 'ebpCode', 'ebcCode', 'payCode', 'payNo', 'charge', 'currency'],
  },
  '505': {
    root: 'Logistics',
    reply: '506',
    key: ['logisticsCode', 'logisticsNo'],
    fields: ['logisticsCode', 'logisticsNo', 'ebcCode', 'freight', 'insuredFee', 'currency', 'grossWeight', 'packNo'],
  },
  '603': {
    root: 'Inventory',
    reply: '604',
    key: ['agentCode', 'copNo'],
    fields: [
      ...['customsCode', 'portCode', 'ebpCode', 'ebcCode', 'orderNo', 'logisticsCode', 'logisticsNo', 'copNo'],
      ...['agentCode', 'statisticsFlag', 'tradeMode', 'country', 'packNo', 'grossWeight', 'netWeight'],
    ],
  },
  '605': {
    root: 'InvtCancel',
    reply: '606',
    key: ['agentCode', 'copNo'],
    fields: ['customsCode', 'copNo', 'preNo', 'invtNo', 'reason', 'agentCode', 'ebcCode'],
  },
  '701': {
    root: 'SummaryApply',
    reply: '702',
    key: ['agentCode', 'copNo'],
    fields: [
      ...['customsCode', 'copNo', 'agentCode', 'agentName', 'ebcCode', 'ebcName', 'declAgentCode', 'declAgentName'],
      ...['summaryFlag', 'msgCount', 'msgSeqNo'],
    ],
  },
  '311': {
    root: 'Order',
    reply: '312',
    key: ['ebpCode', 'orderNo'],
    fields: [
      ...['orderType', 'orderNo', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'discount', 'taxTotal'],
      ...['acturalPaid', 'currency', 'payCode', 'payTransactionId'],
    ],
    people: [...buyer, ...consignee],
  },
  '411': {
    root: 'Payment',
    reply: '412',
    // An order is paid once, so the list finds its payment by the order.
    key: ['ebpCode', 'orderNo'],
    fields: ['orderNo', 'ebpCode', 'payCode', 'payTransactionId', 'amountPaid', 'currency'],
    people: ['payerIdNumber', 'payerName'],
  },
  '511': {
    root: 'Logistics',
    reply: '512',
    key: ['logisticsCode', 'logisticsNo'],
    fields: ['logisticsCode', 'logisticsNo', 'orderNo', 'freight', 'insuredFee', 'currency', 'weight', 'packNo'],
    people: consignee,
  },
  '621': {
    root: 'Inventory',
    reply: '622',
    key: ['agentCode', 'copNo'],
    fields: [
      ...['customsCode', 'portCode', 'ebpCode', 'ebcCode', 'orderNo', 'logisticsCode', 'logisticsNo', 'copNo'],
      ...['agentCode', 'assureCode', 'emsNo', 'areaCode', 'tradeMode', 'freight', 'insuredFee', 'currency'],
      ...['packNo', 'grossWeight', 'netWeight'],
    ],
    people: buyer,
  },
  '623': {
    root: 'InvtCancel',
    reply: '624',
    key: ['agentCode', 'invtNo'],
    fields: ['customsCode', 'orderNo', 'copNo', 'preNo', 'invtNo', 'reason', 'agentCode', 'ebpCode', 'ebcCode'],
  },
  '625': {
    root: 'InvtRefund',
    reply: '626',
    key: ['agentCode', 'copNo'],
    fields: ['customsCode', 'orderNo', 'copNo', 'preNo', 'invtNo', 'reason', 'agentCode', 'ebpCode', 'ebcCode'],
  },
} as const satisfies Readonly<Record<string, Form>>;

export type Kind = keyof typeof forms;

export const formOf = (kind: Kind): Form => forms[kind];

/** What a reply repeats of its message, and how long it may be there: without it the window could not answer. */
export function repliedFields(
  kind: Kind,
): readonly { readonly name: string; readonly most: number; readonly needed: boolean }[] {
  const { fields, key }: { fields: readonly string[]; key: readonly string[] } = formOf(kind);
  const reply: Table = tables[formOf(kind).reply];
  return Object.entries(reply.fields)
    .filter(([name]) => fields.includes(name))
    .map(([name, { need, least, most }]) => {
      const own = ['copNo', 'preNo', 'invtNo'].includes(name) && !key.includes(name);
      return { name, most, needed: need === 'mandatory' && least > 0 && !own };
    });
}

export type ListKind = '603' | '621';

export const isList = (kind: Kind): kind is ListKind => kind === '603' || kind === '621';
export const isCancellation = (kind: Kind): kind is '605' | '623' => kind === '605' || kind === '623';

export const lineFields = [
  ...['gnum', 'itemNo', 'itemRecordNo', 'gcode', 'qty', 'unit', 'price', 'totalPrice', 'currency', 'invtNo'],
];
