/** What the window knows of a kind of message: its names, and which of its fields the window reads. */
export interface Form {
  /** The business element. */
  readonly root: string;
  readonly reply: { readonly message: string; readonly root: string; readonly keys: readonly string[] };
  /** Whose number, and the number: a number alone is unique within its company only. */
  readonly key: readonly [owner: string, key: string];
  readonly fields: readonly string[];
  /** Data about people: the window keeps a keyed hash of each. */
  readonly people?: readonly string[];
}

const list = ['customsCode', 'ebpCode', 'ebcCode', 'agentCode', 'copNo', 'preNo', 'invtNo'];
const cancellation = ['customsCode', 'agentCode', 'ebcCode', 'copNo', 'preNo', 'invtNo'];
const buyer = ['buyerIdNumber', 'buyerName', 'buyerTelephone'];
const consignee = ['consignee', 'consigneeTelephone', 'consigneeAddress'];

/** Messages of edition 202205 that the window takes: exports and imports of lists. */
export const forms = {
  '303': {
    root: 'Order',
    reply: { message: 'CEB304Message', root: 'OrderReturn', keys: ['ebpCode', 'ebcCode', 'orderNo'] },
    key: ['ebpCode', 'orderNo'],
    fields: ['orderType', 'orderNo', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'currency'],
  },
  '403': {
    root: 'Receipts',
    reply: {
      message: 'CEB404Message',
      root: 'ReceiptsReturn',
      keys: ['ebpCode', 'ebcCode', 'orderNo', 'payCode', 'payNo'],
    },
    key: ['ebcCode', 'orderNo'],
    fields: ['orderNo', 'ebpCode', 'ebcCode', 'payCode', 'payNo', 'charge', 'currency'],
  },
  '505': {
    root: 'Logistics',
    reply: { message: 'CEB506Message', root: 'LogisticsReturn', keys: ['logisticsCode', 'logisticsNo'] },
    key: ['logisticsCode', 'logisticsNo'],
    fields: ['logisticsCode', 'logisticsNo', 'ebcCode', 'freight', 'insuredFee', 'currency', 'grossWeight', 'packNo'],
  },
  '603': {
    root: 'Inventory',
    reply: { message: 'CEB604Message', root: 'InventoryReturn', keys: list },
    key: ['agentCode', 'copNo'],
    fields: [
      ...['customsCode', 'portCode', 'ebpCode', 'ebcCode', 'orderNo', 'logisticsCode', 'logisticsNo', 'copNo'],
      ...['agentCode', 'tradeMode', 'packNo', 'grossWeight', 'netWeight'],
    ],
  },
  '605': {
    root: 'InvtCancel',
    reply: { message: 'CEB606Message', root: 'InvtCancelReturn', keys: cancellation },
    key: ['agentCode', 'copNo'],
    fields: ['customsCode', 'copNo', 'preNo', 'invtNo', 'reason', 'agentCode', 'ebcCode'],
  },
  '311': {
    root: 'Order',
    reply: { message: 'CEB312Message', root: 'OrderReturn', keys: ['ebpCode', 'ebcCode', 'orderNo'] },
    key: ['ebpCode', 'orderNo'],
    fields: [
      ...['orderType', 'orderNo', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'discount', 'taxTotal'],
      ...['acturalPaid', 'currency', 'payCode', 'payTransactionId'],
    ],
    people: [...buyer, ...consignee],
  },
  '411': {
    root: 'Payment',
    reply: { message: 'CEB412Message', root: 'PaymentReturn', keys: ['payCode', 'payTransactionId', 'orderNo'] },
    // An order is paid once, so the list finds its payment by the order.
    key: ['ebpCode', 'orderNo'],
    fields: ['orderNo', 'ebpCode', 'payCode', 'payTransactionId', 'amountPaid', 'currency'],
    people: ['payerIdNumber', 'payerName'],
  },
  '511': {
    root: 'Logistics',
    reply: { message: 'CEB512Message', root: 'LogisticsReturn', keys: ['logisticsCode', 'logisticsNo'] },
    key: ['logisticsCode', 'logisticsNo'],
    fields: ['logisticsCode', 'logisticsNo', 'orderNo', 'freight', 'insuredFee', 'currency', 'weight', 'packNo'],
    people: consignee,
  },
  '621': {
    root: 'Inventory',
    reply: { message: 'CEB622Message', root: 'InventoryReturn', keys: list },
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
    reply: { message: 'CEB624Message', root: 'InvtCancelReturn', keys: cancellation },
    key: ['agentCode', 'invtNo'],
    fields: ['customsCode', 'orderNo', 'copNo', 'preNo', 'invtNo', 'reason', 'agentCode', 'ebpCode', 'ebcCode'],
  },
} as const satisfies Readonly<Record<string, Form>>;

export type Kind = keyof typeof forms;

export const formOf = (kind: Kind): Form => forms[kind];

export type ListKind = '603' | '621';

export const isList = (kind: Kind): kind is ListKind => kind === '603' || kind === '621';
export const isCancellation = (kind: Kind): kind is '605' | '623' => kind === '605' || kind === '623';

export const lineFields = ['gnum', 'itemNo', 'itemRecordNo', 'gcode', 'qty', 'price', 'totalPrice', 'currency'];
