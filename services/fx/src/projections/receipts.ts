import { type Complete, type FxEvent, outside } from '@portolan/contracts';
import type { ReceiptDecision, ReceiptLine } from '@portolan/contracts/fx/v1/collection';
import type { Projection, View } from '@portolan/engine';
import { type Money, money } from '@portolan/money';

/** A receipt, under its merchant's name and once more under the operator's, who sees all. */
export interface ReceiptDocument {
  readonly [field: string]: unknown;
  readonly tenant: string;
  readonly account: string;
  readonly servicerReference: string;
  readonly amount: Money;
  readonly left: Money;
  readonly orderNo: string;
  /** RECEIVED, MATCHED, PARTIALLY_MATCHED, UNMATCHED, HELD, RELEASED, RETURNED */
  readonly state: string;
  readonly reason: string;
  readonly bookedAt: string;
  readonly currency: string;
  readonly minor: number;
  readonly held: boolean;
  readonly returned: boolean;
  readonly lines: readonly Complete<ReceiptLine>[];
  readonly decisions: readonly Complete<ReceiptDecision>[];
  /** Escrows that it pays and that were released. */
  readonly released: readonly string[];
  /** Hash of the payer's account, or of its name. */
  readonly payer: string;
  /** It came to the account of one order. */
  readonly isCertain: boolean;
}

/** An escrow, as far as receipts go. */
interface PaidDocument {
  readonly [field: string]: unknown;
  readonly receipts: readonly string[];
  readonly released: boolean;
}

/** An order that awaits money, by its escrow's id. */
export interface OpenOrderDocument {
  readonly [field: string]: unknown;
  readonly orderNo: string;
  readonly orderId: string;
  readonly amount: Money;
}

/** What is still open of an order that was paid in part: told by another stream than the order itself. */
export interface DueDocument {
  readonly [field: string]: unknown;
  readonly open: Money;
}

type Change = (before: ReceiptDocument) => Partial<ReceiptDocument>;

/** Every receipt, what it pays, what is left of it, and what was decided about it; and what orders still await. */
export const receipts: Projection<FxEvent> = {
  name: 'fx.receipts.v1',
  reads: ['fx'],
  collections: {
    receipts: {
      indexes: {
        byTime: ['bookedAt'],
        byState: ['state', 'bookedAt'],
        byOrder: ['orderNo', 'bookedAt'],
        byAmount: ['currency', 'minor', 'bookedAt'],
      },
    },
    receipts_paid: {},
    receipts_open_orders: {},
    receipts_due: {},
    receipts_payers: {},
  },
  on: {
    FundsReceived: async ({ data: { fundsId, entry, orderNo, accountOrderNo }, meta }, view) => {
      const { amount, account, servicerReference, counterparty, counterpartyAccount } = entry;
      const bookedAt = entry.bookingDate.includes('T') ? entry.bookingDate : entry.reportedAt || meta.time;
      await write(view, fundsId, {
        ...{ tenant: meta.tenant, account, servicerReference, amount, left: amount, orderNo, bookedAt },
        ...{ currency: amount.currency, minor: Number(amount.minor), state: 'RECEIVED', reason: '' },
        ...{ held: false, returned: false, lines: [], decisions: [], released: [] },
        ...{ payer: counterpartyAccount?.hash ?? counterparty.hash, isCertain: accountOrderNo !== undefined },
      });
    },
    FundsUnmatched: ({ data: { fundsId, reason }, meta }, view) =>
      change(view, meta.tenant, fundsId, () => ({ reason, state: 'UNMATCHED' })),
    FundsMatched: async ({ data: { fundsId, escrowId, orderId, amount, claimId }, meta }, view) => {
      await change(view, meta.tenant, fundsId, ({ isCertain, orderNo }) => ({
        left: money(0n, amount.currency),
        reason: '',
        lines: [
          {
            ...{ lineId: '', orderNo, orderId, amount, decidedBy: '', reason: '' },
            rule: claimId === '' ? exactRule(isCertain) : 'CLAIM_REFERENCE',
          },
        ],
      }));
      if (claimId === '') await pays(view, meta.tenant, fundsId, escrowId);
    },
    FundsReturnRequested: ({ data: { fundsId, amount, reason }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'RETURNED', amount, reason }, () => ({
        ...{ left: money(0n, amount.currency), returned: true, held: false, reason },
      })),
    FundsAllotted: async ({ data, meta }, view) => {
      const { fundsId, escrowId, lineId, orderNo, orderId, amount, charge, rule, decidedBy, reason } = data;
      const line = { lineId, orderNo, orderId, amount, rule, decidedBy, reason };
      const said = { decision: 'ALLOTTED', amount, reason: rule, note: reason, decidedBy };
      await decided(view, meta, fundsId, said, ({ left, lines }) => ({
        left: money(left.minor - amount.minor, left.currency),
        lines: [...lines, { ...line, ...(charge === undefined ? {} : { charge }) }],
      }));
      await pays(view, meta.tenant, fundsId, escrowId);
    },
    FundsAllotmentDropped: ({ data: { fundsId, lineId, amount, reason }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'DROPPED', amount, reason }, ({ left, lines }) => ({
        ...{ left: money(left.minor + amount.minor, left.currency), reason },
        lines: lines.filter((line) => line.lineId !== lineId),
      })),
    FundsHeld: ({ data: { fundsId, amount, reason, note, decidedBy }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'HELD', amount, reason, note, decidedBy }, () => ({
        held: true,
        reason,
      })),
    FundsCleared: ({ data: { fundsId, amount, evidence, note, decidedBy }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'CLEARED', amount, reason: evidence, note, decidedBy }, () => ({
        ...{ held: false, reason: '' },
      })),
    FundsReleased: ({ data: { fundsId, amount, reason, evidence, decidedBy }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'RELEASED', amount, reason, note: evidence, decidedBy }, (before) =>
        less(before, amount),
      ),
    FundsPartReturnRequested: ({ data: { fundsId, amount, reason, decidedBy }, meta }, view) =>
      decided(view, meta, fundsId, { decision: 'RETURNED', amount, reason, decidedBy }, (before) => ({
        ...less(before, amount),
        returned: true,
      })),
    EscrowOpened: ({ data: { escrowId, orderNo, orderId, amount }, meta }, view) =>
      view.put('receipts_open_orders', meta.tenant, escrowId, { orderNo, orderId, amount }),
    EscrowPartPaid: ({ data: { escrowId, open }, meta }, view) =>
      view.put('receipts_due', meta.tenant, escrowId, { open }),
    EscrowPartWithdrawn: ({ data: { escrowId, open }, meta }, view) =>
      view.put('receipts_due', meta.tenant, escrowId, { open }),
    EscrowFunded: ({ data, meta }, view) => view.delete('receipts_open_orders', meta.tenant, data.escrowId),
    EscrowCancelled: ({ data, meta }, view) => view.delete('receipts_open_orders', meta.tenant, data.escrowId),
    EscrowReleased: async ({ data: { escrowId }, meta }, view) => {
      const { receipts: paid } = await paidBy(view, escrowId);
      await view.put('receipts_paid', outside, escrowId, { receipts: paid, released: true });
      for (const id of paid) await noteReleased(view, meta.tenant, id, escrowId);
    },
  },
};

const exactRule = (isCertain: boolean) => (isCertain ? 'VIRTUAL_ACCOUNT' : 'REFERENCE_EXACT');

const less = ({ left }: ReceiptDocument, amount: Money) => ({
  left: money(left.minor - amount.minor, left.currency),
  held: false,
});

async function paidBy(view: View, escrowId: string): Promise<PaidDocument> {
  return (await view.get<PaidDocument>('receipts_paid', outside, escrowId)) ?? { receipts: [], released: false };
}

/** The streams of a receipt and of its escrow come in any order. */
async function pays(view: View, tenant: string, fundsId: string, escrowId: string): Promise<void> {
  const { receipts: paid, released } = await paidBy(view, escrowId);
  await view.put('receipts_paid', outside, escrowId, { receipts: [...new Set([...paid, fundsId])], released });
  if (released) await noteReleased(view, tenant, fundsId, escrowId);
  const document = await view.get<ReceiptDocument>('receipts', tenant, fundsId);
  if (document !== undefined && document.payer !== '') {
    await view.put('receipts_payers', tenant, document.payer, { known: true });
  }
}

const noteReleased = (view: View, tenant: string, fundsId: string, escrowId: string) =>
  change(view, tenant, fundsId, ({ released }) => ({ released: [...new Set([...released, escrowId])] }));

type Said = Pick<ReceiptDecision, 'decision' | 'reason'> & {
  readonly amount: Money;
  note?: string;
  decidedBy?: string;
};

function decided(
  view: View,
  { tenant, time: at }: { readonly tenant: string; readonly time: string },
  fundsId: string,
  { note = '', decidedBy = '', ...said }: Said,
  what: Change,
): Promise<void> {
  return change(view, tenant, fundsId, (before) => ({
    ...what(before),
    decisions: [...before.decisions, { at, ...said, note, decidedBy }],
  }));
}

async function change(view: View, tenant: string, fundsId: string, what: Change): Promise<void> {
  const before = await view.get<ReceiptDocument>('receipts', tenant, fundsId);
  if (before === undefined) return;
  const after = { ...before, ...what(before) };
  await write(view, fundsId, { ...after, state: stateOf(after) });
}

async function write(view: View, fundsId: string, document: ReceiptDocument): Promise<void> {
  for (const tenant of new Set([document.tenant, outside])) await view.put('receipts', tenant, fundsId, document);
}

/** Where a receipt stands. */
export function stateOf({ state, held, left, lines, returned, released }: ReceiptDocument): string {
  if (held) return 'HELD';
  if (left.minor > 0n) {
    if (lines.length > 0) return 'PARTIALLY_MATCHED';
    return state === 'RECEIVED' ? 'RECEIVED' : 'UNMATCHED';
  }
  if (lines.length === 0) return returned ? 'RETURNED' : 'RELEASED';
  const escrows = new Set(lines.map(({ orderId }) => orderId));
  return released.length >= escrows.size ? 'RELEASED' : 'MATCHED';
}
