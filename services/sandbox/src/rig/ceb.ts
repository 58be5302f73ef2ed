import { buildMessage, type Content, messageName, type Table, type Tables, tables, wrap } from '@portolan/ceb';
import { type Signer, signMessage, softwareSigner } from '@portolan/ceb/signature';
import { madeUuid } from '@portolan/eventsourcing';
import { child, type Node, parseXml, text } from '../xml.ts';

type Fields = Readonly<Record<string, string>>;

export const card = softwareSigner({ algorithm: 'SM2-SM3', key: 'a trial card', certificate: '', name: 'A declarant' });

/** A CEB message as a client writes it; what is not said is filled in as its table asks. */
export function unsigned(
  kind: string,
  copMsgId: string,
  head: Fields,
  lines: readonly Fields[] = [],
  appType = '1',
): string {
  const table: Table = tables[kind as keyof Tables];
  const guid = madeUuid('test', copMsgId).toUpperCase();
  const appTime = appType === '2' ? '20260302090100' : '20260302090000';
  const opening = { guid, appType, appTime, appStatus: '2', ...head };
  const mode = head['tradeMode'] ?? '';
  const document = {
    head: filled(table.fields, opening, mode),
    ...(table.lines === undefined ? {} : { lines: lines.map((line) => filled(table.lines?.fields ?? {}, line, mode)) }),
  };
  const transfer = { copCode: '3302980001', copName: '报关', dxpId: 'DXPENT1' };
  return buildMessage(table, { guid, documents: [document], transfer } as unknown as Content<Table>);
}

/** The same, signed, in the exchange's envelope. */
export async function ceb(
  kind: string,
  copMsgId: string,
  head: Fields,
  lines?: readonly Fields[],
  appType = '1',
  signer: Signer = card,
): Promise<string> {
  const table: Table = tables[kind as keyof Tables];
  return exchanged(kind, copMsgId, await signMessage(table, unsigned(kind, copMsgId, head, lines, appType), signer));
}

/** In the exchange's envelope. */
export function exchanged(kind: string, copMsgId: string, message: string): string {
  const parties = { senderId: 'SENDER', receiverIds: ['R'], time: '20260302090000' };
  return wrap(message, { copMsgId, ...parties, messageType: messageName({ number: kind }) });
}

function filled(fields: Table['fields'], given: Fields, mode: string) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const said = given[field.tag ?? name];
      const asked = field.need === 'mandatory' || field.modes?.[mode] === 'mandatory';
      const value = said !== undefined || !asked ? said : usual(field);
      return [name, field.type === 'integer' && value !== undefined ? Number(value) : value];
    }),
  );
}

function usual({ type, least, shape, values }: Table['fields'][string]): string {
  if (type !== 'text') return '1';
  if (values?.[0] !== undefined) return values[0];
  if (shape === 'day') return '20260302';
  if (shape === 'second') return '20260302090000';
  return '1'.repeat(Math.max(least, 1));
}

/** The business element of a message that the window pushed: CEB622Message and its InventoryReturn. */
export function inside(body: string): { readonly name: string; readonly node: Node } {
  const message = parseXml(Buffer.from(text(child(parseXml(body), 'DxpMsg'), 'Data'), 'base64').toString());
  const name = Object.keys(message).find((key) => key.startsWith('CEB')) ?? '';
  const root = Object.keys(child(message, name) ?? {}).find((key) => !key.startsWith('@')) ?? '';
  return { name, node: child(message, name, root) ?? {} };
}

/** `CEB622 800` for each reply, in order of arrival. */
export function statuses(bodies: readonly string[], kind: string): readonly string[] {
  return bodies
    .map(inside)
    .filter(({ name }) => name === `CEB${kind}Message`)
    .map(({ node }) => text(node, 'returnStatus'));
}

const platform = { ebpCode: '3302960005', ebcCode: '3302960777' };
const buyer = { buyerIdNumber: '11010519491231002X', buyerName: '李雷', buyerTelephone: '13800000000' };
const consignee = { consignee: '李雷', consigneeTelephone: '13800000000', consigneeAddress: '上海市 1 号' };

export interface ImportOrder {
  readonly orderNo: string;
  readonly price: string;
  readonly qty: string;
  readonly total: string;
  /** goods + tax − discount; freight is 0. */
  readonly paid: string;
  readonly tax: string;
  readonly discount: string;
}

export const milk: ImportOrder = {
  orderNo: 'SO-1',
  price: '198.00',
  qty: '2',
  total: '396.00',
  paid: '412.04',
  tax: '36.04',
  discount: '20.00',
};

/** The four messages of a bonded import; `change` replaces fields of heads by message number. */
export function importMessages(order: ImportOrder, change: Readonly<Record<string, Fields>> = {}) {
  const { orderNo, price, qty, total, paid, tax, discount } = order;
  const line = { gnum: '1', itemNo: 'NZ-MILK-900', qty, price, totalPrice: total, currency: '142' };
  const waybillNo = `EY${orderNo}`;
  const order311 = {
    ...{ orderType: 'I', orderNo, ...platform, goodsValue: total, freight: '0', discount, taxTotal: tax },
    ...{ acturalPaid: paid, currency: '142', ...buyer, ...consignee, ...change['311'] },
  };
  const payment411 = {
    ...{ payCode: '4403', payTransactionId: `T-${orderNo}`, orderNo, ebpCode: platform.ebpCode },
    ...{ payerIdNumber: buyer.buyerIdNumber, payerName: buyer.buyerName, amountPaid: paid, ...change['411'] },
  };
  const waybill511 = {
    ...{ logisticsCode: '3302180006', logisticsNo: waybillNo, orderNo, weight: '2', packNo: '1' },
    ...{ ...consignee, ...change['511'] },
  };
  return {
    order: ceb('311', `${orderNo}-311`, order311, [line]),
    payment: ceb('411', `${orderNo}-411`, payment411),
    waybill: ceb('511', `${orderNo}-511`, waybill511),
    list: (copMsgId = `${orderNo}-621`, appType = '1', more: Fields = {}) =>
      ceb(
        '621',
        copMsgId,
        { ...listHead(orderNo, waybillNo), ...more, ...change['621'] },
        [{ ...line, itemRecordNo: '1', gcode: '1901101000' }],
        appType,
      ),
  };
}

/** The declarant's own number of an order's list. */
export const copNoOf = (orderNo: string): string => `L-${orderNo}`.slice(0, 20);

function listHead(orderNo: string, waybillNo: string): Fields {
  return {
    ...{ orderNo, ...platform, logisticsNo: waybillNo, logisticsCode: '3302180006', copNo: copNoOf(orderNo) },
    ...{ assureCode: '3302660008', emsNo: 'T3105W000293', customsCode: '3105', portCode: '3105', ...buyer },
    ...{ agentCode: '3302980001', areaCode: '3302660008', tradeMode: '1210', freight: '0', insuredFee: '0' },
  };
}
