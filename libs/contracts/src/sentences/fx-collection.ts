import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { Sentences } from '../language.ts';

type Collecting = Only<
  FxEvent,
  | 'FundsAllotted'
  | 'FundsAllotmentDropped'
  | 'FundsHeld'
  | 'FundsCleared'
  | 'FundsReleased'
  | 'FundsPartReturnRequested'
  | 'EscrowPartPaid'
  | 'EscrowPartWithdrawn'
  | 'VirtualAccountOpened'
  | 'VirtualAccountActivated'
  | 'VirtualAccountFrozen'
  | 'VirtualAccountUnfrozen'
  | 'VirtualAccountClosed'
>;

interface Text {
  readonly en: string;
  readonly zh: string;
}

/** By which rule a receipt was matched, or why it was not. */
export const matchingRules: Readonly<Record<string, Text>> = {
  VIRTUAL_ACCOUNT: { en: "it came to the order's own account", zh: '款项汇入该订单专用虚拟账户' },
  REFERENCE_EXACT: { en: 'it names the order, and the amount is exact', zh: '附言注明订单号，金额一致' },
  REFERENCE_CHARGES: {
    en: 'it names the order, and with the charges on the way the amount is exact',
    zh: '附言注明订单号，加回中转行费用后金额一致',
  },
  REFERENCE_TOLERANCE: {
    en: 'it names the order, and what is missing is within the tolerance',
    zh: '附言注明订单号，差额在容差范围内',
  },
  SEVERAL_ORDERS: {
    en: 'it names several orders, and is what they expect together',
    zh: '附言注明多个订单，金额与合计应收一致',
  },
  PART_PAYMENT: { en: 'it names the order and is a part of what is due', zh: '附言注明订单号，为部分付款' },
  OVERPAYMENT: { en: 'it names the order and is more than what is due', zh: '附言注明订单号，金额超过应收' },
  AMOUNT_AND_PAYER: {
    en: 'amount and currency agree, and the payer has paid this merchant before',
    zh: '金额、币种相符，且该付款人曾向本商家付款',
  },
  AMOUNT: { en: 'amount and currency agree', zh: '金额、币种相符' },
  CLAIM_REFERENCE: { en: 'it names the claim', zh: '附言注明索赔编号' },
  BY_HAND: { en: 'a person decided so', zh: '由人工认领' },
};

const holds: Readonly<Record<string, Text>> = {
  TRADE_UNPROVEN: { en: 'nothing proves the trade behind it yet', zh: '贸易背景真实性尚未核实' },
  PAYER_DIFFERS: { en: 'the payer is not the buyer', zh: '付款人与买家不一致' },
  GOODS_DIFFER: { en: 'goods and payment do not agree', zh: '货物与款项不符' },
  DECLARATION_MISSING: { en: 'there is no customs declaration for it', zh: '缺少对应的报关单' },
  VIRTUAL_ACCOUNT_FROZEN: { en: 'the account that it came to is frozen', zh: '收款虚拟账户已冻结' },
};

const dropped: Readonly<Record<string, Text>> = {
  PAYMENT_OVERDUE: { en: 'the rest did not come in time', zh: '余款未按期到账' },
  ESCROW_CANCELLED: { en: 'the order was called off', zh: '订单已取消' },
  ESCROW_ALREADY_FUNDED: { en: 'the order is paid already', zh: '订单已付清' },
  ESCROW_AMOUNT_DIFFERS: { en: 'the order expects less, or another currency', zh: '超过订单应收金额或币种不符' },
  ESCROW_UNKNOWN: { en: 'there is no such order', zh: '订单不存在' },
};

const returned: Readonly<Record<string, Text>> = {
  PAYMENT_OVERDUE: { en: 'the rest of the payment did not come in time', zh: '余款未按期到账' },
  OVERPAID: { en: 'more was paid than was due', zh: '多付款项' },
  ESCROW_CANCELLED: { en: 'its order was called off', zh: '其订单已取消' },
  ESCROW_OVER: { en: 'its order is over without it', zh: '其订单已了结，不需此款' },
};

const of = (table: Readonly<Record<string, Text>>, code: string, none: Text): Text => table[code] ?? none;
const aside = (text: string) => (text === '' ? '' : ` (${text})`);
const asideZh = (text: string) => (text === '' ? '' : `（${text}）`);
const others = { en: 'operations decided so', zh: '由运营人员决定' };

/** What is said of receipts by parts and by hand, and of virtual accounts. */
export const collectionSentences: Sentences<Collecting> = {
  FundsAllotted: {
    en: ({ amount, orderNo, charge, rule, reason }) =>
      `${formatMoney(amount)} of the receipt is for order ${orderNo}` +
      `${charge === undefined ? '' : `, with ${formatMoney(charge)} that counts as bank charge`}: ` +
      `${of(matchingRules, rule, others).en}${aside(reason)}.`,
    zh: ({ amount, orderNo, charge, rule, reason }) =>
      `收款中 ${formatMoney(amount)} 认领至订单 ${orderNo}` +
      `${charge === undefined ? '' : `，另有 ${formatMoney(charge)} 计入银行费用`}：` +
      `${of(matchingRules, rule, others).zh}${asideZh(reason)}。`,
  },
  FundsAllotmentDropped: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} of the receipt is free again: ${of(dropped, reason, { en: 'the order does not take it', zh: '' }).en}.`,
    zh: ({ amount, reason }) =>
      `收款中 ${formatMoney(amount)} 的认领已撤销：${of(dropped, reason, { en: '', zh: '订单不接受该款项' }).zh}。`,
  },
  FundsHeld: {
    en: ({ amount, reason, note }) =>
      `${formatMoney(amount)} is held: ${of(holds, reason, { en: 'operations look into it', zh: '' }).en}${aside(note)}.`,
    zh: ({ amount, reason, note }) =>
      `款项 ${formatMoney(amount)} 已暂扣：${of(holds, reason, { en: '', zh: '运营人员核查中' }).zh}${asideZh(note)}。`,
  },
  FundsCleared: {
    en: ({ amount, evidence }) => `${formatMoney(amount)} is held no longer; evidence: ${evidence}.`,
    zh: ({ amount, evidence }) => `款项 ${formatMoney(amount)} 已解除暂扣，凭证：${evidence}。`,
  },
  FundsReleased: {
    en: ({ amount, reason, evidence }) =>
      `${formatMoney(amount)} in suspense is the merchant's: ${of(returned, reason, others).en}${aside(evidence)}.`,
    zh: ({ amount, reason, evidence }) =>
      `待查款项 ${formatMoney(amount)} 转归商家：${of(returned, reason, others).zh}${asideZh(evidence)}。`,
  },
  FundsPartReturnRequested: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} of the receipt goes back to its payer: ${of(returned, reason, others).en}.`,
    zh: ({ amount, reason }) => `收款中 ${formatMoney(amount)} 将退回付款人：${of(returned, reason, others).zh}。`,
  },
  EscrowPartPaid: {
    en: ({ amount, orderNo, paid, open }) =>
      `${formatMoney(amount)} pays for order ${orderNo}: ${formatMoney(paid)} in all, ${formatMoney(open)} is still due.`,
    zh: ({ amount, orderNo, paid, open }) =>
      `订单 ${orderNo} 收到 ${formatMoney(amount)}，累计 ${formatMoney(paid)}，尚欠 ${formatMoney(open)}。`,
  },
  EscrowPartWithdrawn: {
    en: ({ amount, orderNo, open }) =>
      `${formatMoney(amount)} no longer pays for order ${orderNo}: ${formatMoney(open)} is due.`,
    zh: ({ amount, orderNo, open }) => `${formatMoney(amount)} 不再计入订单 ${orderNo}，应付 ${formatMoney(open)}。`,
  },
  VirtualAccountOpened: {
    en: ({ number, currency, servicer, orderNo }) =>
      `Virtual account ${number} (${currency}, at ${servicer}) was opened` +
      `${orderNo === '' ? '' : ` for order ${orderNo}`}.`,
    zh: ({ number, currency, servicer, orderNo }) =>
      `已${orderNo === '' ? '' : `为订单 ${orderNo} `}开立虚拟收款账户 ${number}（${currency}，开户行 ${servicer}）。`,
  },
  VirtualAccountActivated: {
    en: () => 'The virtual account takes money from now on.',
    zh: () => '虚拟收款账户已启用，可以收款。',
  },
  VirtualAccountFrozen: {
    en: ({ reason }) => `The virtual account is frozen: ${reason}. What comes is held.`,
    zh: ({ reason }) => `虚拟收款账户已冻结：${reason}。此后来款将被暂扣。`,
  },
  VirtualAccountUnfrozen: {
    en: ({ reason }) => `The virtual account is no longer frozen${aside(reason)}.`,
    zh: ({ reason }) => `虚拟收款账户已解冻${asideZh(reason)}。`,
  },
  VirtualAccountClosed: {
    en: ({ reason }) => `The virtual account is closed${aside(reason)}; what still comes waits in suspense.`,
    zh: ({ reason }) => `虚拟收款账户已关闭${asideZh(reason)}，此后来款列入待查款项。`,
  },
};
