import type { Complete } from '@portolan/contracts';
import type {
  ClearReceiptRequest,
  HoldReceiptRequest,
  MatchReceiptRequest,
  ReceiptRequest,
  SettleReceiptRequest,
} from '@portolan/contracts/fx/v1/collection';
import type { Commands } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { add, compare, formatMoney } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { found } from '@portolan/store';
import { type FundsCommand, funds } from '../funds/funds.ts';
import { orderNumbersOf } from '../funds/order-number.ts';
import { isWhole, type Line, leftOf } from '../funds/state.ts';
import { chargesOf } from '../matching/charges.ts';
import { type Candidate, suggest } from '../matching/suggestions.ts';
import { openOrders } from '../processes/matching.ts';
import type { DueDocument, OpenOrderDocument, ReceiptDocument } from '../projections/receipts.ts';
import { operationsOnly } from './funds.ts';

/** Whose buyers pay into our accounts. */
export interface Tenants {
  readonly tenants: readonly string[];
}

/** Orders that a receipt may be for. @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN */
export function suggestMatches({ commands, documents }: Runtime, rules: Tenants) {
  return async ({ id }: Complete<ReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant, state, entry } = await receiptOf(commands, rules, id);
    const query = { collection: 'receipts_open_orders', tenant };
    const candidates: Candidate[] = [];
    for await (const one of found<OpenOrderDocument>((page) => documents.find(page), query)) {
      const { orderNo, orderId, amount } = one.document;
      const due = await documents.get<DueDocument>('receipts_due', tenant, one.id);
      candidates.push({ orderNo, orderId, open: due?.open ?? amount });
    }
    const receipt = { left: leftOf(state), charges: chargesOf(entry, isWhole(state)) };
    const shown = await documents.get<ReceiptDocument>('receipts', tenant, id);
    const knownPayer = await documents.get('receipts_payers', tenant, shown?.payer ?? '-');
    const named = orderNumbersOf(entry, state.cameTo);
    const suggestions = suggest(receipt, named, knownPayer !== undefined, candidates).slice(0, 20);
    return { suggestions: [...suggestions], reason: shown?.reason ?? '' };
  };
}

/**
 * A person matches a receipt to orders of its merchant.
 * @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_IN_SUSPENSE, FUNDS_HELD, FUNDS_SHORT,
 * FUNDS_AMOUNT_INVALID, ESCROW_UNKNOWN, ESCROW_AMOUNT_DIFFERS
 */
export function matchReceiptByHand({ commands }: Runtime, rules: Tenants) {
  return async ({ id, lines: asked, reason }: Complete<MatchReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant } = await receiptOf(commands, rules, id);
    const lines: Line[] = [];
    for (const [index, { orderNo, amount, charge }] of asked.entries()) {
      const [order] = await openOrders(commands, tenant, [orderNo]);
      if (order === undefined) throw new RefusedError({ refused: 'ESCROW_UNKNOWN', data: { orderNo } });
      const { open, escrowId, orderId } = order;
      const paid = charge === undefined || charge.currency !== amount.currency ? amount : add(amount, charge);
      if (paid.currency !== open.currency || charge?.minor === 0n || compare(paid, open) > 0) {
        const data = { orderNo, expected: formatMoney(open), received: formatMoney(paid) };
        throw new RefusedError({ refused: 'ESCROW_AMOUNT_DIFFERS', data });
      }
      const lineId = madeId('line', call.context.commandId, index);
      lines.push({ lineId, escrowId, orderId, orderNo, amount, ...(charge === undefined ? {} : { charge }) });
    }
    const command = { type: 'AllotFunds', fundsId: id, lines, rule: 'BY_HAND', reason, decidedBy: by(call) } as const;
    return decide(commands, tenant, id, command, call, lines[0]?.orderId ?? '');
  };
}

/** The trade behind it is not proven. @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_IN_SUSPENSE */
export function holdReceipt({ commands }: Runtime, rules: Tenants) {
  return async ({ id, reason, note }: Complete<HoldReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant } = await receiptOf(commands, rules, id);
    return decide(commands, tenant, id, { type: 'HoldFunds', fundsId: id, reason, note, decidedBy: by(call) }, call);
  };
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_HELD */
export function clearReceipt({ commands }: Runtime, rules: Tenants) {
  return async ({ id, evidence, note }: Complete<ClearReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant } = await receiptOf(commands, rules, id);
    return decide(commands, tenant, id, { type: 'ClearFunds', fundsId: id, evidence, note, decidedBy: by(call) }, call);
  };
}

/**
 * What is left, or some of it, becomes the merchant's without an order.
 * @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_IN_SUSPENSE, FUNDS_HELD, FUNDS_SHORT
 */
export function releaseReceipt({ commands }: Runtime, rules: Tenants) {
  return async ({ id, amount, evidence }: Complete<SettleReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant } = await receiptOf(commands, rules, id);
    const some = amount === undefined ? {} : { amount };
    const said = { reason: 'OPERATIONS', evidence, decidedBy: by(call) };
    return decide(commands, tenant, id, { type: 'ReleaseFunds', fundsId: id, ...some, ...said }, call);
  };
}

/**
 * What is left, or some of it, goes back to its payer, also where it is held.
 * @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_IN_SUSPENSE, FUNDS_SHORT
 */
export function returnReceipt({ commands }: Runtime, rules: Tenants) {
  return async ({ id, amount }: Complete<SettleReceiptRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant } = await receiptOf(commands, rules, id);
    const some = amount === undefined ? {} : { amount };
    const said = { orderId: '', orderNo: '', reason: 'OPERATIONS', decidedBy: by(call) };
    return decide(commands, tenant, id, { type: 'ReturnPart', fundsId: id, ...some, ...said }, call);
  };
}

const by = ({ caller: { tenant, role } }: Call) => `${tenant}/${role}`;

async function decide(commands: Commands, tenant: string, id: string, command: FundsCommand, call: Call, orderId = '') {
  const context = { ...call.context, tenant, correlation: orderId };
  return answered(await commands.execute(funds, id, command, context), id);
}

async function receiptOf(commands: Commands, { tenants }: Tenants, id: string) {
  for (const tenant of tenants) {
    const { state } = await commands.load(funds, tenant, id);
    if (state.entry !== undefined) return { tenant, state, entry: state.entry };
  }
  throw new RefusedError({ refused: 'FUNDS_UNKNOWN', data: {} });
}
