import type { Complete } from './complete.ts';
import type { Hold } from './gen/portolan/orders/v1/types.ts';
import type { Language } from './language.ts';

/** The REST call that clears a hold. Names in braces stand in the hold's data. */
export interface HoldCall {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** Who makes it: an owner of holds, or the role that acts for one. */
  readonly by: string;
  /** What it sends, as an example; absent where the sender has a format of its own (bank, customs, carriers). */
  readonly body?: unknown;
  /** What the call does. */
  readonly summary: Readonly<Record<Language, string>>;
}

const retry: HoldCall = {
  method: 'POST',
  path: '/v1/orders/{orderId}/retry',
  by: 'merchant',
  body: {},
  summary: { en: 'Repeats the step that stands still.', zh: '重试停滞的步骤。' },
};

const bankReport: HoldCall = {
  method: 'POST',
  path: '/v1/inbound/bank',
  by: 'bank',
  summary: { en: 'The bank reports what it booked (camt.054).', zh: '银行推送入账通知（camt.054）。' },
};

const customsMessage: HoldCall = {
  method: 'POST',
  path: '/v1/inbound/customs',
  by: 'customs',
  summary: { en: 'The single window pushes the answer of customs.', zh: '单一窗口推送海关回执。' },
};

const line = { sku: 'SKU', lot: '', quantity: 1 };

/** What clears each hold, by its code. A hold whose code is missing here is a defect that a test finds. */
export const holdCalls: Readonly<Record<string, HoldCall>> = {
  AWAITING_PAYMENT: {
    ...bankReport,
    summary: {
      en: "The bank reports the buyer's credit (camt.054). The merchant can call the order off instead.",
      zh: '银行推送买家入账通知（camt.054）；商家也可取消订单。',
    },
  },
  PAYMENT_DIFFERS: {
    method: 'POST',
    path: '/v1/funds/{fundsId}/return',
    by: 'operations',
    body: {},
    summary: { en: 'Sends the money back to its payer.', zh: '将款项退回付款人。' },
  },
  AWAITING_STOCK: {
    method: 'POST',
    path: '/v1/goods-receipts',
    by: 'warehouse_operator',
    body: { warehouseId: '{warehouseId}', owner: 'merchant', document: 'ASN-1', lines: [line] },
    summary: { en: 'The warehouse counts the missing goods in.', zh: '仓库登记补货入库。' },
  },
  AWAITING_PACKING: {
    method: 'POST',
    path: '/v1/parcels/{parcelId}/pack',
    by: 'warehouse_operator',
    body: { grossWeight: '0.520', packs: 1 },
    summary: {
      en: 'The warehouse has packed the parcel (picked by POST /v1/parcels/{parcelId}/pick before).',
      zh: '仓库完成打包（此前须调用 POST /v1/parcels/{parcelId}/pick 拣货）。',
    },
  },
  AWAITING_DISPATCH: {
    method: 'POST',
    path: '/v1/parcels/{parcelId}/dispatch',
    by: 'warehouse_operator',
    body: {},
    summary: { en: 'The parcel leaves the warehouse.', zh: '包裹出库发运。' },
  },
  AWAITING_GATE: {
    method: 'POST',
    path: '/v1/verification-lists',
    by: 'warehouse_operator',
    body: { warehouseId: '{warehouseId}', direction: 'OUT', parcelIds: ['{parcelId}'] },
    summary: {
      en: 'Files the verification list of the parcel; its gate pass (POST /v1/gate-passes) takes it out.',
      zh: '申报包裹的核注清单；随后申请核放单（POST /v1/gate-passes）出区。',
    },
  },
  AWAITING_DELIVERY: {
    method: 'POST',
    path: '/v1/inbound/carriers/{carrier}',
    by: 'carrier',
    summary: { en: 'The carrier reports its scans.', zh: '承运商推送物流轨迹。' },
  },
  AWAITING_INSPECTION_END: {
    method: 'POST',
    path: '/v1/orders/{orderId}/acceptance',
    by: 'merchant',
    body: {},
    summary: {
      en: 'The buyer is content before the period ends; otherwise the money is released by itself.',
      zh: '买家提前确认收货；否则期满自动放款。',
    },
  },
  AWAITING_COUNT: {
    method: 'POST',
    path: '/v1/goods-receipts',
    by: 'warehouse_operator',
    body: { warehouseId: '{warehouseId}', owner: 'merchant', document: '{orderNo}', lines: [line] },
    summary: {
      en: 'The warehouse counts the goods in, naming the order number as their paper.',
      zh: '仓库清点入库，以订单号作为随货单据号。',
    },
  },
  COUNT_DIFFERS: {
    method: 'POST',
    path: '/v1/inbounds/{inboundId}/resolution',
    by: 'merchant',
    body: { resolution: 'CLAIM' },
    summary: {
      en: 'Claims what is missing (CLAIM), has it found (FOUND) or accepts the count (ACCEPTED).',
      zh: '处理清点差异：索赔（CLAIM）、已找到（FOUND）或接受（ACCEPTED）。',
    },
  },
  AWAITING_RETURN: {
    method: 'POST',
    path: '/v1/returns/{returnId}/receipt',
    by: 'warehouse_operator',
    body: { lines: [line] },
    summary: { en: 'The warehouse takes the goods in that came back.', zh: '仓库登记退货到仓。' },
  },
  AWAITING_GRADING: {
    method: 'POST',
    path: '/v1/returns/{returnId}/grading',
    by: 'warehouse_operator',
    body: { lines: [{ sku: 'SKU', grade: 'A', quantity: 1 }] },
    summary: { en: 'The warehouse grades the goods that came back.', zh: '仓库对退货质检定级。' },
  },
  DOCUMENTS_DISAGREE: {
    method: 'PUT',
    path: '/v1/orders/{orderId}/documents/{document}',
    by: 'merchant',
    summary: {
      en: 'Puts the corrected document; a platform with a key of its own puts the order itself.',
      zh: '提交更正后的单证；有密钥的电商平台可自行提交订单。',
    },
  },
  CUSTOMS_SHIPPED_BACK: {
    method: 'POST',
    path: '/v1/orders/{orderId}/cancellation',
    by: 'merchant',
    body: { reason: 'customs ships the goods back' },
    summary: {
      en: 'Calls the order off: its list is over, its goods are free again, the buyer is refunded.',
      zh: '取消订单：清单终结，货物释放，买家获得退款。',
    },
  },
  AWAITING_CUSTOMS: customsMessage,
  CUSTOMS_INSPECTION: customsMessage,
  AWAITING_TAX_BILL: customsMessage,
  AWAITING_CANCELLATION: customsMessage,
  AWAITING_BANK: bankReport,
  AWAITING_REFUND: bankReport,
  AWAITING_CLAIM: bankReport,
  AWAITING_LABEL: retry,
  LABEL_REFUSED: retry,
  HANDOVER_REFUSED: retry,
  CUSTOMS_RETURNED: retry,
  CUSTOMS_STATUS_UNKNOWN: retry,
  CUSTOMS_SILENT: retry,
  AWAITING_RATE: retry,
  RATE_REFUSED: retry,
  AWAITING_SALE: retry,
  PAYOUT_REJECTED: retry,
  REFUND_REJECTED: retry,
  CANCELLATION_REFUSED: retry,
  LIST_STANDS: {
    method: 'POST',
    path: '/v1/declarations/{declarationId}/returns',
    by: 'merchant',
    body: { reason: 'The order was called off; its goods never left the zone.' },
    summary: {
      en: 'Asks customs to take all goods of the list back (CEB625). Where customs settled it otherwise, the cancellation of the list can be asked for again by POST /v1/orders/{orderId}/retry.',
      zh: '向海关申请整单退货（CEB625）；如海关另有处理，可通过 POST /v1/orders/{orderId}/retry 重新申请撤单。',
    },
  },
  STEP_REFUSED: retry,
};

/**
 * The call that clears this very hold: path and body filled in from its data. Undefined for a code that is not known.
 * A platform puts the order document itself, where the hold is its own.
 */
export function clearingCall({
  code,
  owner,
  data,
}: Pick<Complete<Hold>, 'code' | 'owner' | 'data'>): HoldCall | undefined {
  const call = holdCalls[code];
  if (call === undefined) return undefined;
  const { path, by, body, ...rest } = call;
  return {
    ...rest,
    path: filled(path, data),
    by: code === 'DOCUMENTS_DISAGREE' && owner === 'platform' ? 'platform' : by,
    ...(body === undefined ? {} : { body: filledBody(body, data) }),
  };
}

type Data = Readonly<Record<string, string>>;

function filled(template: string, data: Data): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}

function filledBody(body: unknown, data: Data): unknown {
  if (typeof body === 'string') return filled(body, data);
  if (Array.isArray(body)) return body.map((item) => filledBody(item, data));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, filledBody(value, data)]));
}
