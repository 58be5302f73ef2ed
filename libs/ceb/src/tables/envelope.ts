import { type Fields, oneOf, optional, text } from '../table/field.ts';

const exchange = oneOf(['DXP'], 'the exchange platform of the e-port');

/** BaseTransfer: who transmits. Must equal the identity of the client. */
export const transferFields = {
  copCode: text(18),
  copName: text(100),
  dxpMode: exchange,
  dxpId: text(30, 'user number on the exchange platform'),
  note: optional(text(1000)),
} as const satisfies Fields;

/** BaseSubscribe: who else receives. */
export const subscriptionFields = {
  status: oneOf(['ALL', 'DATA', 'RET'], 'ALL data and replies, DATA, RET replies alone'),
  dxpMode: exchange,
  dxpAddress: text(100),
  note: optional(text(1000)),
} as const satisfies Fields;

/** ExtendMessage, but for the element that it carries. */
export const extensionFields = { name: text(30), version: text(30) } as const satisfies Fields;
