import { all, child, type Node, parseXml, text } from '../xml.ts';

/** One CEB message as the single window takes it off the exchange. */
export interface Incoming {
  readonly copMsgId: string;
  readonly senderId: string;
  readonly kind: Kind;
  readonly guid: string;
  /** The business element: Order, Receipts, Logistics or Inventory. */
  readonly business: Node;
}

export type Kind = '303' | '403' | '505' | '603';

const roots: Readonly<Record<Kind, string>> = {
  '303': 'Order',
  '403': 'Receipts',
  '505': 'Logistics',
  '603': 'Inventory',
};
const cebNamespace = 'http://www.chinaport.gov.cn/ceb';
const guidShape = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/** Unwraps the exchange envelope (DxpMsg) and reads the message inside. @throws SyntaxError naming what is wrong */
export function readExchange(body: string): Incoming {
  const envelope = child(parseXml(body), 'DxpMsg');
  const copMsgId = text(envelope, 'TransInfo', 'CopMsgId');
  if (envelope === undefined || copMsgId === '') throw new SyntaxError('DxpMsg/TransInfo/CopMsgId is missing');
  const data = Buffer.from(text(envelope, 'Data'), 'base64').toString('utf8');
  if (!data.includes(cebNamespace)) throw new SyntaxError(`Data is not of namespace ${cebNamespace}`);
  const document = parseXml(data);
  for (const [kind, root] of Object.entries(roots) as [Kind, string][]) {
    const message = child(document, `CEB${kind}Message`);
    const business = child(message, root);
    if (message === undefined) continue;
    const head = child(business, `${root}Head`) ?? business;
    const guid = text(head, 'guid');
    if (business === undefined || !guidShape.test(guid))
      throw new SyntaxError(`CEB${kind}Message/${root} has no valid guid`);
    if (child(message, 'BaseTransfer') === undefined) throw new SyntaxError('BaseTransfer is missing');
    return { copMsgId, senderId: text(envelope, 'TransInfo', 'SenderId'), kind, guid, business };
  }
  throw new SyntaxError('no message of this window: CEB303, CEB403, CEB505 and CEB603 are taken');
}

/** What the window keeps of a document: enough to match the list against it, as customs does. */
export interface Kept {
  readonly [field: string]: unknown;
  readonly owner: string;
  readonly key: string;
  readonly guid: string;
  readonly orderNo: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly lines: readonly Readonly<Record<string, string>>[];
}

const headFields: Readonly<Record<Kind, readonly string[]>> = {
  '303': ['orderNo', 'ebpCode', 'ebcCode', 'goodsValue', 'freight', 'currency'],
  '403': ['orderNo', 'ebpCode', 'ebcCode', 'payCode', 'payNo', 'charge', 'currency'],
  '505': ['logisticsCode', 'logisticsNo', 'ebcCode', 'freight', 'insuredFee', 'currency', 'grossWeight', 'packNo'],
  '603': [
    'customsCode',
    'portCode',
    'ebpCode',
    'ebcCode',
    'orderNo',
    'logisticsCode',
    'logisticsNo',
    'copNo',
    'agentCode',
    'tradeMode',
    'packNo',
    'grossWeight',
    'netWeight',
  ],
};
/** Whose number, and the number: a number alone is unique within its company only. */
const keyFields: Readonly<Record<Kind, readonly [owner: string, key: string]>> = {
  '303': ['ebpCode', 'orderNo'],
  '403': ['ebcCode', 'orderNo'],
  '505': ['logisticsCode', 'logisticsNo'],
  '603': ['agentCode', 'copNo'],
};
const lineFields = ['gnum', 'itemNo', 'gcode', 'qty', 'price', 'totalPrice', 'currency'];

/** Reads the fields that the window checks. @throws SyntaxError where a mandatory one is missing */
export function keep(incoming: Incoming): Kept {
  const { business, kind } = incoming;
  const root = roots[kind];
  const head = child(business, `${root}Head`) ?? business;
  const fields: Record<string, string> = {};
  for (const name of headFields[kind]) fields[name] = text(head, name);
  for (const name of keyFields[kind]) if (!fields[name]) throw new SyntaxError(`${name} is missing`);
  const [owner = '', key = ''] = keyFields[kind].map((name) => fields[name] ?? '');
  const lines = all(business, `${root}List`).map((line) =>
    Object.fromEntries(lineFields.map((name) => [name, text(line, name)])),
  );
  return { owner, key, guid: incoming.guid, orderNo: fields['orderNo'] ?? '', fields, lines };
}
