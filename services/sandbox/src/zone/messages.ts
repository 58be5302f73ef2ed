import { Unreadable } from '../world.ts';
import { all, child, element, type Node, parseXml, text } from '../xml.ts';

/** INV101: proposes a change of the account book. */
export interface FiledList {
  readonly kind: 'INV101';
  readonly messageNo: string;
  /** Account book. */
  readonly emsNo: string;
  readonly direction: 'I' | 'E';
  /** 0 ordinary, 8 bonded e-commerce. */
  readonly listType: string;
  readonly office: string;
  readonly lines: readonly FiledLine[];
  /** Numbers of the retail lists that it sums up. */
  readonly invtNos: readonly string[];
}

export interface FiledLine {
  readonly line: string;
  /** Line of the book; empty where the list enters goods. */
  readonly recordNo: string;
  readonly sku: string;
  readonly quantity: number;
}

/** SAS121: asks for one vehicle's way through the gate. */
export interface RequestedPass {
  readonly kind: 'SAS121';
  readonly messageNo: string;
  readonly direction: 'I' | 'E';
  readonly bondInvtNo: string;
  readonly office: string;
  readonly vehicleNo: string;
  /** kilograms */
  readonly grossWeight: string;
}

/** Reads what the zone's system takes, as services/warehouse writes it. @throws Unreadable naming the element */
export function readZoneMessage(body: string): FiledList | RequestedPass {
  const document = parseXml(body);
  const list = child(document, 'INV101Message');
  const pass = child(document, 'SAS121Message');
  if (list !== undefined) return filedList(list);
  if (pass !== undefined) return requestedPass(child(pass, 'PassPortHead'));
  throw new Unreadable('body', 'is neither INV101Message nor SAS121Message');
}

function filedList(message: Node): FiledList {
  const head = child(message, 'InvtHead');
  const lines = all(message, 'InvtList').map((line, index) => filedLine(line, `InvtList[${index + 1}]`));
  if (lines.length === 0) throw new Unreadable('InvtList', 'is missing');
  return {
    kind: 'INV101',
    messageNo: needed(head, 'InvtHead', 'EtpsPreentNo', /^.{1,64}$/),
    emsNo: needed(head, 'InvtHead', 'putrecNo', /^[A-Z]{1,2}\d{4}W\d{6}$/),
    direction: needed(head, 'InvtHead', 'impexpMarkcd', /^[IE]$/) as 'I' | 'E',
    listType: needed(head, 'InvtHead', 'invtType', /^\d$/),
    office: needed(head, 'InvtHead', 'dclPlcCuscd', /^\d{4}$/),
    lines,
    invtNos: all(message, 'CbecBill').map((bill, index) =>
      needed(bill, `CbecBill[${index + 1}]`, 'invtNo', /^.{1,20}$/),
    ),
  };
}

function filedLine(line: Node, at: string): FiledLine {
  return {
    line: needed(line, at, 'gdsSeqno', /^\d{1,4}$/),
    recordNo: text(line, 'putrecSeqno'),
    sku: needed(line, at, 'gdsMtno', /^.{1,64}$/),
    quantity: Number(needed(line, at, 'dclQty', /^[1-9]\d{0,8}(\.0+)?$/)),
  };
}

function requestedPass(head: Node | undefined): RequestedPass {
  return {
    kind: 'SAS121',
    messageNo: needed(head, 'PassPortHead', 'EtpsPreentNo', /^.{1,64}$/),
    direction: needed(head, 'PassPortHead', 'ioTypecd', /^[IE]$/) as 'I' | 'E',
    bondInvtNo: needed(head, 'PassPortHead', 'rltNo', /^.{1,64}$/),
    office: needed(head, 'PassPortHead', 'masterCuscd', /^\d{4}$/),
    vehicleNo: needed(head, 'PassPortHead', 'vehicleNo', /^.{1,32}$/),
    grossWeight: needed(head, 'PassPortHead', 'totalGrossWt', /^\d{1,9}(\.\d{1,5})?$/),
  };
}

function needed(node: Node | undefined, at: string, name: string, shape: RegExp): string {
  const value = text(node, name);
  if (value === '') throw new Unreadable(`${at}/${name}`, 'is missing');
  if (!shape.test(value)) throw new Unreadable(`${at}/${name}`, 'is not as agreed');
  return value;
}

/** One answer of the zone's system, elements in the order given; empty ones are left out. */
export function zoneReply(message: 'INV201' | 'SAS221' | 'SAS223', fields: Readonly<Record<string, string>>): string {
  const root = { INV201: 'InvtReturn', SAS221: 'PassPortReturn', SAS223: 'PassPortPass' }[message];
  const content = Object.entries(fields).map(([name, value]) => element(name, value));
  return (
    `<?xml version="1.0" encoding="UTF-8"?><${message}Message version="1.0">` +
    `<${root}>${content.join('')}</${root}></${message}Message>`
  );
}
